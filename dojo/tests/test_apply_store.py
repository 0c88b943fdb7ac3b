"""model.json predicts what the model did; results are written whole, and harmless."""

import json

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("altair")

from dojo.apply import Unusable, command, store
from dojo.tests.tables import REFERENCE, houses, quiet, table, with_target


def test_the_model_file_predicts_what_the_model_did(tmp_path):
    path, reading = table(tmp_path, **houses())
    with_target(reading, "price")
    result = command.fitted(path, reading, REFERENCE, quiet, tmp_path / "out")
    given, found, _ = command.predicted(tmp_path / "out" / "model.json", path)
    assert len(given) == len(found)
    assert np.allclose(
        found["predicted price"].to_numpy()[result.test], result.predicted
    )
    assert json.loads((tmp_path / "out" / "model.json").read_text())["certificate"][
        "holds"
    ]


def test_predicting_refuses_missing_columns_and_warns_of_new_levels(tmp_path):
    path, reading = table(tmp_path, **houses())
    with_target(reading, "price")
    command.fitted(path, reading, REFERENCE, quiet, tmp_path / "out")
    model = tmp_path / "out" / "model.json"
    new = tmp_path / "new.csv"
    new.write_text("area,sold\n100,2020-05-01\n")
    with pytest.raises(Unusable, match="no column city"):
        command.predicted(model, new)
    new.write_text("area,city,sold\n1000,Mars,2020-05-01\n,Bonn,2020-05-01\n")
    _, found, said = command.predicted(model, new)
    assert np.isfinite(found.to_numpy()).all()
    assert any("extrapolation" in s for s in said)
    assert any("area has no value in 1 of 2 rows" in s for s in said)


def test_a_spreadsheet_does_not_run_what_is_written():
    text = store.as_csv(
        pd.DataFrame({"=name": ["=1+1", "@x", "-2", "fine"], "n": [-1, 2, 3, 4]})
    )
    assert text.splitlines() == ["'=name,n", "'=1+1,-1", "'@x,2", "'-2,3", "fine,4"]


def test_an_interruption_leaves_what_was_there(tmp_path):
    out = tmp_path / "out"
    command.whole(out, {"a": "old"})
    with pytest.raises(KeyboardInterrupt):
        command.whole(out, Interrupted({"a": "new", "b": "new"}))
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert (out / "a").read_text() == "old"
    command.whole(out, {"a": "new"})
    assert (out / "a").read_text() == "new"


class Interrupted(dict):
    """Files that are interrupted after the first."""

    def items(self):
        yield "a", self["a"]
        raise KeyboardInterrupt
