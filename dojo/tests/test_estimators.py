"""Katas as scikit-learn estimators: the library's own checks, and what a search does with a stub."""

import pickle
import shutil

import numpy as np
import pytest

pytest.importorskip("sklearn")

from sklearn.base import clone
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.linear_model import BayesianRidge as TheirBayesianRidge
from sklearn.linear_model import Lasso as TheirLasso
from sklearn.linear_model import LogisticRegression as TheirLogisticRegression
from sklearn.linear_model import QuantileRegressor as TheirQuantileRegressor
from sklearn.linear_model import Ridge as TheirRidge
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator

import dojo
from dojo import sklearn as ours
from dojo.paths import ROOT
from dojo.run.language import languages

ESTIMATORS = [
    ours.LinearRegression(),
    ours.LinearRegression(solver="normal_equations"),
    ours.LinearRegression(solver="minimum_norm"),
    ours.LinearRegression(solver="gradient_descent"),
    ours.Ridge(),
    ours.BayesianRidge(),
    ours.Lasso(),
    ours.Lasso(solver="fista"),
    ours.ElasticNet(),
    ours.HuberRegressor(),
    ours.QuantileRegressor(),
    ours.LogisticRegression(),
    ours.SparseLogisticRegression(),
    ours.SoftmaxRegression(iters=300),
    ours.MLPClassifier(),
    ours.MLPRegressor(),
]
X, Y = load_diabetes(return_X_y=True)


def available(language):
    if reason := languages()[language].missing():
        pytest.skip(reason)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("estimator", ESTIMATORS, ids=repr)
def test_the_checks_of_scikit_learn_pass(estimator, language):
    available(language)
    each = clone(estimator.set_params(source="solutions")).set_params(language=language)
    results = check_estimator(each, on_fail=None, on_skip=None)
    failed = {
        r["check_name"]: r["exception"] for r in results if r["status"] == "failed"
    }
    assert failed == {}
    assert sum(r["status"] == "passed" for r in results) >= 51


def test_the_answers_are_those_of_scikit_learn():
    n = len(Y)
    pairs = [
        (ours.Ridge(0.01), TheirRidge(alpha=0.01 * n)),
        (ours.Lasso(0.3), TheirLasso(alpha=0.3, tol=1e-12, max_iter=10**6)),
        (
            ours.Lasso(0.3, solver="fista"),
            TheirLasso(alpha=0.3, tol=1e-12, max_iter=10**6),
        ),
    ]
    pairs += [
        (ours.QuantileRegressor(tau), TheirQuantileRegressor(quantile=tau, alpha=0))
        for tau in (0.25, 0.9)
    ]
    for mine, theirs in pairs:
        mine.set_params(source="solutions").fit(X, Y)
        theirs.fit(X, Y)
        assert np.allclose(mine.coef_, theirs.coef_, rtol=1e-6, atol=1e-6)
        assert np.isclose(mine.intercept_, theirs.intercept_)
    features, labels = load_breast_cancer(return_X_y=True)
    features = StandardScaler().fit_transform(features)
    mine = ours.LogisticRegression(0.01, source="solutions").fit(features, labels)
    theirs = TheirLogisticRegression(C=1 / (0.01 * len(labels)), tol=1e-10).fit(
        features, labels
    )
    assert np.allclose(mine.coef_, theirs.coef_, atol=1e-5)
    assert np.allclose(
        mine.predict_proba(features), theirs.predict_proba(features), atol=1e-5
    )


def test_the_evidence_chooses_as_in_scikit_learn_and_predictions_have_deviations():
    mine = ours.BayesianRidge(source="solutions").fit(X, Y)
    flat = {"alpha_1": 0, "alpha_2": 0, "lambda_1": 0, "lambda_2": 0}
    theirs = TheirBayesianRidge(max_iter=1000, tol=1e-12, **flat).fit(X, Y)
    for name in ("alpha_", "lambda_", "coef_", "intercept_", "sigma_"):
        assert np.allclose(getattr(mine, name), getattr(theirs, name)), name
    mean, std = mine.predict(X, return_std=True)
    assert np.array_equal(mean, mine.predict(X))
    # theirs takes the level for known
    level = 1 / (len(Y) * mine.alpha_)
    assert np.allclose(std**2, theirs.predict(X, return_std=True)[1] ** 2 + level)
    assert 0.93 < np.mean(np.abs(Y - mean) < 1.96 * std) < 0.97


def test_a_perfect_fit_has_an_answer_where_the_evidence_has_no_maximum():
    y = X @ np.arange(10.0) + 3
    model = ours.BayesianRidge(source="solutions").fit(X, y)
    assert np.allclose(model.predict(X), y)
    flat = ours.BayesianRidge(source="solutions").fit(X, 0 * y + 3)
    assert np.allclose(flat.predict(X), 3)


@pytest.mark.parametrize("estimator", [ours.LinearRegression, ours.Lasso])
def test_an_unknown_solver_is_told(estimator):
    with pytest.raises(ValueError, match="There is no solver 'ista'; there are"):
        estimator(solver="ista", source="solutions").fit(X, Y)


def test_the_scale_of_huber_is_that_of_statsmodels():
    import statsmodels.api as sm

    norm = sm.robust.norms.HuberT(1.345)
    theirs = sm.RLM(Y, sm.add_constant(X), M=norm).fit(maxiter=200, tol=1e-12)
    mine = ours.HuberRegressor(source="solutions", iters=60).fit(X, Y)
    assert np.isclose(mine.scale_, theirs.scale)
    assert np.allclose([mine.intercept_, *mine.coef_], theirs.params, rtol=1e-5)


def test_a_pipeline_a_search_and_a_pickle():
    model = make_pipeline(StandardScaler(), ours.Ridge(source="solutions"))
    search = GridSearchCV(model, {"ridge__lam": [0.01, 0.1, 1.0]}).fit(X, Y)
    assert search.best_score_ > 0.4
    again = pickle.loads(pickle.dumps(search.best_estimator_))
    assert np.array_equal(again.predict(X), search.predict(X))
    assert len(pickle.dumps(ours.Ridge())) < 1000
    assert cross_val_score(model, X, Y).mean() > 0.4


@pytest.fixture
def stubs(tmp_path):
    shutil.copytree(ROOT / "python" / "solutions", tmp_path / "mine")
    text = languages()["python"].stub_of("ridge")
    (tmp_path / "mine" / "ridge.py").write_text(text)
    return tmp_path / "mine"


def test_a_stub_is_told_before_the_search(stubs):
    with pytest.raises(NotImplementedError, match="ridge is still to do"):
        GridSearchCV(ours.Ridge(source=stubs), {"lam": [0.1, 1]}).fit(X, Y)


def test_a_refusal_of_the_kata_is_raised_as_it_is():
    with pytest.raises(dojo.RankDeficient):
        ours.LinearRegression(source="solutions").fit(np.column_stack([X, X[:, 0]]), Y)


def test_inference_has_a_summary():
    model = ours.LinearRegression(solver="inference", source="solutions").fit(X, Y)
    text = model.summary()
    assert "intercept" in text and "0.5177" in text  # R²
    assert all(len(line) <= 100 for line in text.splitlines())
