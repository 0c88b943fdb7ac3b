"""Files that are streamed: the answer of the whole table, in any order, on one process or on a cluster."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("pyarrow")

from dojo import scale
from dojo.apply import (
    Unusable,
    command,
    console,
    pieces,
    read,
    stream_command,
    streaming,
)
from dojo.cli import apply

P = 4


@pytest.fixture
def files(tmp_path):
    """Three files of several row groups, far from 0, with some missing values."""
    rng = np.random.default_rng(1)
    w = np.array([2.0, -1, 0.5, 0])
    for k in range(3):
        X = rng.normal(size=(3000, P)) * [1, 10, 0.1, 1] + [1000, -500, 0, 3]
        y = X @ w + rng.normal(size=3000)
        frame = pd.DataFrame(X, columns=[f"x{j}" for j in range(P)])
        frame.loc[:10, "x1"] = np.nan
        frame.assign(word="a", y=y).to_parquet(
            tmp_path / f"part-{k}.parquet", row_group_size=1000
        )
    return sorted(tmp_path.glob("*.parquet"))


def whole(files):
    """(X, y) without rows that lack something."""
    frame = pd.concat([pd.read_parquet(f) for f in files]).dropna()
    return frame[[f"x{j}" for j in range(P)]].to_numpy(), frame["y"].to_numpy()


@dataclass(frozen=True)
class Sums:
    """A leaf: (rows, sum of squares) of two columns."""

    def __call__(self, chunk, part):
        A = np.column_stack([chunk["x0"], chunk["y"]])
        return A.T @ A


@dataclass(frozen=True)
class Once:
    """A leaf that kills its process the first time it sees a part."""

    marks: str

    def __call__(self, chunk, part):
        mark = Path(self.marks) / f"{Path(part.path).stem}-{part.group}"
        if part.group == 1 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Sums()(chunk, part)


def test_any_chunking_and_order_gives_the_same(files, monkeypatch):
    totals = []
    for rows, order in ((1 << 16, files), (77, files), (400, files[::-1])):
        monkeypatch.setattr(scale, "ROWS", rows)
        totals.append(scale.reduce(order, Sums(), np.add, ["x0", "y"]))
    assert all(np.allclose(t, totals[0], rtol=1e-10, atol=0) for t in totals)


def test_the_streamed_fit_is_that_of_the_table(files):
    found = streaming.fit(files, "y", "ols", "python", "solutions")
    assert found.rows == 9000 - 33 and found.left_out == 33
    X, y = whole(files)
    A = np.column_stack([np.ones(len(y)), X])
    w = np.linalg.lstsq(A, y, rcond=None)[0][1:]
    # three quarters of the rows train
    assert np.allclose(found.coefficients, w * X.std(axis=0), atol=0.05)
    assert 0.97 < found.error < 1.03 and found.low < found.error < found.high
    assert found.cosine < 1e-9


def test_every_whole_row_is_in_one_part(files):
    X, y = whole(files)
    shift = (*X.mean(axis=0), float(y.mean()))
    columns = [*(f"x{j}" for j in range(P)), "y"]
    grams = streaming.Grams(tuple(columns), shift, "python", "solutions")
    G = scale.reduce(files, grams, np.add, columns)
    Z = np.column_stack([np.ones(len(y)), X - shift[:-1], y - shift[-1]])
    assert np.allclose(G.sum(axis=0), Z.T @ Z, rtol=1e-10, atol=1e-6)
    assert (G[:, 0, 0] > 0).all()


def test_a_streamed_model_predicts(files, tmp_path, monkeypatch, capsys):
    for module in (command, console):
        monkeypatch.setattr(module, "OUT", tmp_path / "out")
    pattern = str(tmp_path / "part-*.parquet")
    assert apply.main([pattern, "--target", "y", "--solutions", "--lam", "0"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "left out: word" in text and "this is the optimum" in text
    _, found, _ = command.predicted(tmp_path / "out" / "part" / "model.json", files[0])
    errors = (found["predicted y"] - pd.read_parquet(files[0])["y"])[11:]
    assert np.std(errors) < 1.1 and abs(np.mean(errors)) < 0.1


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


def test_what_cannot_be_streamed_is_one_sentence(files, tmp_path):
    with pytest.raises(Unusable, match="No file fits"):
        streaming.expanded(str(tmp_path / "none*.parquet"))
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Unusable, match="only those are streamed"):
        streaming.expanded(str(tmp_path / "a.csv"))
    with pytest.raises(Unusable, match="'word' is no number column"):
        streaming.fit(files, "word", "ridge", "python", "solutions")
    with pytest.raises(Unusable, match="lasso is not streamed"):
        streaming.fit(files, "y", "lasso", "python", "solutions")
    with pytest.raises(Unusable, match="gram, cholesky_solve is still to do"):
        streaming.fit(files, "y", "ridge", "python", "katas")


def test_a_leaf_that_fails_names_its_part(files):
    def broken(chunk, part):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no") as caught:
        scale.reduce(files, broken, np.add, ["x0"])
    assert "row group 0 of" in caught.value.__notes__[0]


@pytest.mark.slow("starts a cluster")
def test_a_cluster_gives_the_same_and_survives_a_killed_worker(files, tmp_path):
    pytest.importorskip("distributed")
    alone = scale.reduce(files, Sums(), np.add, ["x0", "y"])
    marks = tmp_path / "marks"
    marks.mkdir()
    with stream_command.cluster(2) as client:
        spread = scale.reduce(files, Sums(), np.add, ["x0", "y"], client)
        assert np.allclose(spread, alone, rtol=1e-10, atol=0)
        killed = scale.reduce(files, Once(str(marks)), np.add, ["x0", "y"], client)
        assert np.allclose(killed, alone, rtol=1e-10, atol=0)
        assert len(list(marks.iterdir())) == 3
        found = streaming.fit(files, "y", "ols", "python", "solutions", client=client)
    assert np.allclose(
        found.coefficients,
        streaming.fit(files, "y", "ols", "python", "solutions").coefficients,
        rtol=1e-10,
    )
