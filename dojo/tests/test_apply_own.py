"""What of the learner's own serves beside the fit: powers, metrics, errors without a refit."""

import tomllib

import numpy as np
import pytest

pytest.importorskip("altair")

from sklearn.linear_model import RidgeCV

from dojo.apply import Unusable, features, own, stream_command
from dojo.apply.fit import run
from dojo.apply.read import look
from dojo.apply.recipe import Split, from_table, to_toml
from dojo.apply.solve import Request
from dojo.paths import DATA
from dojo.run.language import languages
from dojo.sklearn.base import library
from dojo.tests.tables import houses, quiet, table, with_target


def test_powers_of_a_number_are_features_and_may_be_the_learners(tmp_path):
    _, reading = table(tmp_path, **houses())
    columns = {"area": reading.recipe.columns["area"]}
    columns["area"].degree = 3
    mine = library("python", "solutions")
    usual, own_ = (features.learn(reading.frame, columns, m)[0] for m in (None, mine))
    assert [f.name for f in usual][:3] == ["area", "area²", "area³"]
    X = features.matrix(reading.frame, usual)
    assert np.allclose(X, features.matrix(reading.frame, own_, mine))
    area = reading.frame["area"]
    cube = area.fillna(area.median()) ** 3
    assert np.allclose(X[:, 2], (cube - cube.mean()) / cube.std(ddof=0))


def test_a_degree_has_its_limits(tmp_path):
    _, reading = table(tmp_path, **houses())
    reading.recipe.columns["area"].degree = 0
    with pytest.raises(Unusable, match="degree is 0, and must lie between 1 and 9"):
        from_table(tomllib.loads(to_toml(reading.recipe)))


@pytest.mark.parametrize(
    ("file", "target"), [("diabetes", "target"), ("breast_cancer", "target")]
)
def test_the_learners_own_metrics_report_the_same_scores(file, target):
    reading = look(DATA / f"{file}.csv")
    with_target(reading, target)
    model = "ridge" if file == "diabetes" else "logistic"
    usual, own_ = (
        run(
            reading.frame,
            reading.recipe,
            Request(model, source="solutions", lam=0.01, mine=mine),
            quiet,
        )
        for mine in (False, True)
    )
    assert "Judged with your" in " ".join(own_.said)
    assert "Your metrics say" not in " ".join(own_.said)
    for a, b in zip(usual.scores, own_.scores, strict=True):
        assert (a.name, str(a)) == (b.name, str(b))
    assert usual.better == pytest.approx(own_.better, rel=1e-9)
    assert usual.baseline == pytest.approx(own_.baseline, rel=1e-9)


def test_metrics_that_are_to_do_leave_it_to_the_usual_ones(tmp_path):
    python = languages()["python"]
    solution = python.file("solutions", "metrics").read_text(encoding="utf-8")
    (tmp_path / "metrics.py").write_text(python.stub(solution), encoding="utf-8")
    judges, words = own.judges("regression", 0, "python", str(tmp_path))
    assert judges == ()
    assert words.startswith("Your regression_metrics is still to do")
    judges, words = own.judges("classification", 3, "python", "solutions")
    assert judges == ()
    assert "two classes" in words


def test_a_metric_that_is_wrong_is_told():
    said = own.disagreements({"RMSE": 2.0, "R²": 0.5}, {"RMSE": 1.0, "R²": 0.5}, "rust")
    assert len(said) == 1
    assert "RMSE 2, and it is 1" in said[0]
    assert "nox -s rust -- metrics" in said[0]


@pytest.mark.parametrize("rule", ["loo", "gcv"])
def test_ridge_is_tuned_without_refits(rule):
    reading = look(DATA / "diabetes.csv")
    with_target(reading, "target")
    request = Request("ridge", source="solutions", rule=rule)
    result = run(reading.frame, reading.recipe, request, quiet)
    n = len(result.y)
    if rule == "loo":
        theirs = RidgeCV(alphas=n * result.search.lams).fit(result.X, result.y)
        assert result.lam == pytest.approx(theirs.alpha_ / n)
    assert result.certificate.holds
    assert "found without a refit" in " ".join(result.said)


def test_a_rule_is_refused_where_it_would_not_hold(tmp_path):
    columns = houses()
    columns["owner"] = np.repeat(np.arange(30), 4)
    _, reading = table(tmp_path, **columns)
    with_target(reading, "price", split=Split("group", "owner"))
    ridge, lasso = (
        Request(model, source="solutions", rule="loo") for model in ("ridge", "lasso")
    )
    with pytest.raises(Unusable, match="the split is by group"):
        run(reading.frame, reading.recipe, ridge, quiet)
    with pytest.raises(Unusable, match="--rule loo is for ridge"):
        run(reading.frame, reading.recipe, lasso, quiet)
    with pytest.raises(Unusable, match=r"A streamed fit .* has no --rule loo"):
        stream_command.run("*.parquet", "y", ridge, 0, tmp_path)
