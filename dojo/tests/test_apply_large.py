"""A text larger than memory: its beginning decides, and it is converted once."""

import numpy as np
import pytest

pytest.importorskip("pyarrow")

from dojo.apply import Unusable, command, console, pieces, read
from dojo.cli import apply


def test_a_large_text_is_looked_at_by_its_beginning_and_streamed(
    tmp_path, monkeypatch, capsys
):
    for module in (command, console):
        monkeypatch.setattr(module, "OUT", tmp_path / "out")
    monkeypatch.setattr(read, "LARGE", 10_000)
    monkeypatch.setattr(read, "BEGINNING", 5_000)
    monkeypatch.setattr(pieces, "ROWS", 500)
    rng = np.random.default_rng(2)
    x = rng.normal(50, 3, 4000)
    y = 2 * x + rng.normal(size=4000)
    rows = [
        f"{a:.4f};{b:.4f};w{k % 3}".replace(".", ",")
        for k, (a, b) in enumerate(zip(x, y, strict=True))
    ]
    rows[3000] += ";too;long"
    path = tmp_path / "big.csv"
    path.write_text("\n".join(["# made here", "x;y;word", *rows, ""]))
    assert (
        apply.main([str(path), "--target", "y", "--model", "ols", "--solutions"]) == 0
    )
    text = " ".join(capsys.readouterr().out.split())
    for words in (
        "decided on its first",
        "3999 rows",
        "Row 3001 of the data has 5 cells",
        "this is the optimum",
    ):
        assert words in text
    with pytest.raises(Unusable, match="too large to be predicted at once"):
        command.predicted(tmp_path / "out" / "big" / "model.json", path)
    monkeypatch.setattr(read, "LARGE", 10_000_000)
    _, found, _ = command.predicted(tmp_path / "out" / "big" / "model.json", path)
    errors = np.delete(y, 3000) - found["predicted y"]
    assert abs(np.std(errors) - 1) < 0.1
