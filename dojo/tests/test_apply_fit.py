"""From a table to a certified answer: preparation, splits, penalties, honest errors, refusals."""

import re

import numpy as np
import pytest

pytest.importorskip("altair")

from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from dojo.apply import Unusable, features, suspicions, words
from dojo.apply.fit import run
from dojo.apply.models import MODELS
from dojo.apply.read import look
from dojo.apply.recipe import Split
from dojo.apply.solve import Request
from dojo.paths import DATA, ROOT
from dojo.sklearn.base import library
from dojo.tests.tables import REFERENCE, houses, quiet, table, with_target


def test_the_matrix_is_that_of_a_column_transformer(tmp_path):
    _, reading = table(tmp_path, **houses())
    frame, columns = reading.frame, dict(reading.recipe.columns)
    del columns["price"], columns["sold"]
    columns["city"].rare = 0
    known, _ = features.learn(frame.iloc[:80], columns)
    usual = frame["city"].iloc[:80].mode()[0]
    others = [c for c in ["Bonn", "Köln", "Ulm"] if c != usual]
    theirs = ColumnTransformer(
        [
            ("n", SimpleImputer(strategy="median", add_indicator=True), ["area"]),
            (
                "c",
                OneHotEncoder(categories=[others], handle_unknown="ignore"),
                ["city"],
            ),
        ],
        sparse_threshold=0,
    )
    order = [f.level for f in known if f.level]
    theirs.transformers[1][1].categories = [order]
    scale = StandardScaler().fit(theirs.fit_transform(frame.iloc[:80]))
    expected = scale.transform(theirs.transform(frame.iloc[80:]))
    assert np.allclose(features.matrix(frame.iloc[80:], known), expected)


def test_the_learners_own_preparation_gives_the_same_matrix(tmp_path):
    _, reading = table(tmp_path, **houses())
    mine = library("python", "solutions")
    columns = {n: c for n, c in reading.recipe.columns.items() if n != "price"}
    usual, own = (features.learn(reading.frame, columns, m)[0] for m in (None, mine))
    assert np.allclose(
        features.matrix(reading.frame, usual), features.matrix(reading.frame, own, mine)
    )


@pytest.mark.parametrize(
    "name", [n for n, m in MODELS.items() if m.task == "regression"]
)
def test_every_model_for_numbers_beats_the_mean(name, tmp_path):
    _, reading = table(tmp_path, **houses())
    with_target(reading, "price")
    result = run(
        reading.frame, reading.recipe, Request(name, source="solutions"), quiet
    )
    assert result.better[0] > 0
    assert result.scores[0].low <= result.scores[0].value <= result.scores[0].high
    if name not in ("adam", "sgd", "mlp"):
        assert result.certificate.holds, str(result.certificate)


@pytest.mark.parametrize(
    "name", [n for n, m in MODELS.items() if m.task != "regression"]
)
def test_every_model_for_classes_beats_the_shares(name):
    reading = look(DATA / "breast_cancer.csv")
    with_target(reading, "target")
    result = run(
        reading.frame,
        reading.recipe,
        Request(name, source="solutions", lam=0.01),
        quiet,
    )
    assert result.better[0] > 0
    assert result.scores[1].value > 0.9
    if name in ("logistic", "logistic_l1"):
        assert result.certificate.holds, str(result.certificate)
        assert result.certificate.value < result.twin_certificate.value < 1e-2


def test_inference_gives_standard_errors_in_the_table(tmp_path):
    import statsmodels.api as sm

    _, reading = table(tmp_path, **houses())
    with_target(reading, "price", leave_out=["city", "sold"])
    result = run(
        reading.frame, reading.recipe, Request("inference", source="solutions"), quiet
    )
    theirs = sm.OLS(result.y, sm.add_constant(result.X)).fit()
    heads, rows = words.coefficient_table(result)
    assert heads[-1] == "p"
    order = np.argsort(-np.abs(theirs.params[1:]))
    for row, j in zip(rows, order, strict=False):
        low, high = theirs.conf_int()[1:][j]
        assert row[3] == f"{low:.3g} to {high:.3g}"
        assert row[4] == f"{theirs.pvalues[1:][j]:.2g}"


def test_learned_numbers_come_from_training_rows_only(tmp_path):
    _, reading = table(tmp_path, **houses())
    with_target(reading, "price")
    before = run(reading.frame, reading.recipe, REFERENCE, quiet)
    frame = reading.frame.copy()
    frame.loc[before.test, "area"] = 1e6
    after = run(frame, reading.recipe, REFERENCE, quiet)
    assert before.features == after.features
    assert before.lam == after.lam
    assert np.array_equal(before.coefficients, after.coefficients)


def test_groups_and_times_are_held_out_whole(tmp_path):
    columns = houses()
    columns["owner"] = np.repeat(np.arange(30), 4)
    _, reading = table(tmp_path, **columns)
    by_group = with_target(reading, "price", split=Split("group", "owner")).recipe
    result = run(reading.frame, by_group, REFERENCE, quiet)
    owners = reading.frame["owner"].astype(str).to_numpy()
    train = np.setdiff1d(np.arange(len(owners)), result.test)
    assert not set(owners[result.test]) & set(owners[train])
    by_time = with_target(reading, "price", split=Split("time", "sold")).recipe
    result = run(reading.frame, by_time, REFERENCE, quiet)
    days = reading.frame["sold"].to_numpy()
    train = np.setdiff1d(np.arange(len(days)), result.test)
    assert days[result.test].min() >= days[train].max()


REFUSALS = [
    ("price", "logistic", "different numbers"),
    ("city", "ridge", "holds no numbers"),
    ("city", "logistic", "3 classes"),
    ("area_squared", "", "no column 'area_squared'"),
    ("one", "ridge", "every value is 1"),
    ("nothing", "ridge", "every value is missing"),
    ("price", "forest", "no model forest"),
]


@pytest.mark.parametrize(("target", "model", "reason"), REFUSALS)
def test_what_cannot_be_fitted_is_one_sentence(target, model, reason, tmp_path):
    columns = houses() | {"one": 1.0, "nothing": ""}
    _, reading = table(tmp_path, **columns)
    with pytest.raises(Unusable, match=reason) as caught:
        with_target(reading, target)
        run(reading.frame, reading.recipe, Request(model, source="solutions"), quiet)
    assert len(str(caught.value)) < 300


def test_dependent_columns_and_wide_tables_are_refused_with_a_way_out(tmp_path):
    columns = houses()
    columns["feet"] = columns["area"] * 10.76
    _, reading = table(tmp_path, **columns)
    with_target(reading, "price")
    with pytest.raises(Unusable, match="RankDeficient.*ridge"):
        run(reading.frame, reading.recipe, Request("ols_qr", source="solutions"), quiet)
    rng = np.random.default_rng(0)
    wide = {f"x{j}": rng.normal(size=20) for j in range(30)} | {
        "y": rng.normal(size=20)
    }
    _, reading = table(tmp_path, **wide)
    assert "wide" in {
        s.kind for s in suspicions.of_table(reading.frame, reading.recipe)
    }


def test_a_stub_is_told_before_anything_is_fitted(tmp_path):
    _, reading = table(tmp_path, **houses())
    with_target(reading, "price")
    with pytest.raises(Unusable, match="ridge is still to do in python/katas"):
        run(reading.frame, reading.recipe, Request("ridge"), quiet)


def test_what_is_fitted_knows_no_verdict():
    known = {"paths", "pages", "spec", "run", "sklearn", "scale", "apply"}
    for room in ("apply", "sklearn", "scale.py"):
        place = ROOT / "dojo" / room
        for path in [place] if place.is_file() else place.glob("*.py"):
            used = re.findall(
                r"^\s*(?:from|import) dojo\.(\w+)", path.read_text(), re.MULTILINE
            )
            assert set(used) <= known, path
