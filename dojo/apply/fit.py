"""From a table and its recipe to a certified answer: split, prepare, choose λ, fit with the kata, judge on held-out rows."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from dojo.apply import Unusable, curves, features, honest, split, tune
from dojo.apply.certificates import Certificate
from dojo.apply.columns import Column
from dojo.apply.features import Feature
from dojo.apply.honest import Score
from dojo.apply.leaks import of_target
from dojo.apply.models import REGRESSION, Model
from dojo.apply.recipe import Recipe
from dojo.apply.recognise import mistake
from dojo.apply.suspicion import Suspicion
from dojo.apply.target import model_for, target
from dojo.run.library import Library
from dojo.sklearn.base import library, to_do
from dojo.spec.refusals import Refusal


@dataclass
class Request:
    """What is asked: a model, whose katas, the penalty (None: by cross-validation) and its rule, and who prepares."""

    model: str = ""
    language: str = "python"
    source: str = "katas"
    lam: float | None = None
    rule: str = "min"
    mine: bool = False


@dataclass
class Result:
    """Everything that a report tells."""

    recipe: Recipe
    request: Request
    model: Model
    features: list[Feature]
    classes: list[str]
    estimator: Any
    lam: float | None
    X: np.ndarray  # prepared training rows
    y: np.ndarray
    test: np.ndarray  # places of the test rows in the table
    truth: np.ndarray  # of the test rows
    predicted: np.ndarray  # numbers, or probabilities
    scores: list[Score]
    baseline: dict[str, float]
    twin: dict[str, float]
    better: tuple[float, float] | None
    certificate: Certificate
    twin_certificate: Certificate | None
    mistake: str
    search: tune.Search | None
    coefficients: np.ndarray  # in standard units, one row for each class
    spread: np.ndarray  # their bootstrap intervals, 2×p, or 0×0
    curve: list[
        tuple[int, float, float]
    ]  # rows, error on them, error on the rows of one fold
    suspicions: list[Suspicion]
    said: list[str] = field(default_factory=list)


def run(
    frame: pd.DataFrame, recipe: Recipe, request: Request, tell: Callable[[str], None]
) -> Result:
    """Fit and judge. Unusable says why not; `tell` gets a sentence before each long step."""
    model = model_for(request.model, frame, recipe)
    found = target(frame, recipe, model)
    rows, y = frame.iloc[found.rows].reset_index(drop=True), found.y
    recipe = replace(recipe, task=model.task)
    if model.task != REGRESSION and recipe.split.kind == "random":
        recipe.split = replace(recipe.split, kind="stratified")
    columns = {n: c for n, c in recipe.columns.items() if n != recipe.target}
    train, test = split.parts(rows, y, recipe.split)
    said = [*found.said, split.in_words(recipe.split, len(train), len(test))]
    katas = opened(model, request, tell)
    mine: Any = katas if request.mine else None
    known, more = features.learn(rows.iloc[train], columns, mine)
    if not known:
        raise Unusable(
            'No column is left to predict from: give one a kind other than "leave out" in the recipe.'
        )
    X, T = (features.matrix(rows.iloc[part], known, mine) for part in (train, test))
    y_train, y_test = y[train], y[test]
    said += more + features.unseen(rows.iloc[test], known)
    suspicions = of_target(rows.iloc[train], y_train, recipe, X)

    def make(lam: float | None) -> Any:
        return model.estimator(request.language, request.source, lam)

    try:
        lam, searched = _penalty(
            model,
            make,
            katas,
            request,
            rows.iloc[train],
            y_train,
            columns,
            recipe,
            X,
            mine,
            said,
            tell,
        )
        tell(f"Fitting {model.name} on {X.shape[0]} rows and {X.shape[1]} columns.")
        fitted = make(lam).fit(X, y_train)
    except Refusal as error:
        raise Unusable(_refused(model, error)) from None
    certificate = model.certify(X, y_train, fitted, lam or 0.0, model.penalty or 0.0)
    slip = "" if certificate.holds else mistake(make(lam), katas, X, y_train)
    twin = _twin(model, lam, X, y_train)
    groups = (
        rows.iloc[test][recipe.split.column].to_numpy()
        if recipe.split.kind == "group"
        else None
    )

    def judged(predicted: np.ndarray) -> dict[str, float]:
        return honest.values(model.task, y_test, predicted) if len(test) else {}

    ours = tune.outputs(model, fitted, T, y)
    base = _baseline(model, y_train, y, len(test))
    linear = hasattr(fitted, "coef_")
    return Result(
        recipe=recipe,
        request=request,
        model=model,
        features=known,
        classes=found.classes,
        estimator=fitted,
        lam=lam,
        X=X,
        y=y_train,
        test=found.rows[test],
        truth=y_test,
        predicted=ours,
        scores=honest.scores(model.task, y_test, ours, groups) if len(test) else [],
        baseline=judged(base),
        twin=judged(tune.outputs(model, twin, T, y)),
        better=honest.better(model.task, y_test, ours, base, groups)
        if len(test)
        else None,
        certificate=certificate,
        twin_certificate=model.certify(
            X, y_train, twin, lam or 0.0, model.penalty or 0.0
        )
        if linear
        else None,
        mistake=slip,
        search=searched,
        coefficients=np.atleast_2d(fitted.coef_) if linear else np.zeros((0, 0)),
        spread=curves.spread(make, lam, X, y_train, recipe, rows.iloc[train])
        if linear and not model.slow
        else np.zeros((0, 0)),
        curve=curves.learning(model, make, lam, X, y_train, recipe, rows.iloc[train]),
        suspicions=suspicions,
        said=said,
    )


def opened(model: Model, request: Request, tell: Callable[[str], None]) -> Library:
    """The library, built where it must be; Unusable names the stubs."""
    names = model.estimator(request.language, request.source, None)._katas()
    names += ("standardize", "one_hot") if request.mine else ()
    if stubs := to_do(request.language, request.source, names):
        raise Unusable(
            f"{', '.join(stubs)} is still to do in {request.language}/{request.source}: write it first "
            f"(`nox -s show -- {stubs[0]}`), or fit with the reference, --solutions."
        )
    tell(
        f"Opening the {request.language} {request.source}; where they must be compiled, this takes a minute, once."
    )
    return library(request.language, request.source)


def _penalty(
    model: Model,
    make: Any,
    katas: Library,
    request: Request,
    rows: pd.DataFrame,
    y: np.ndarray,
    columns: dict[str, Column],
    recipe: Recipe,
    X: np.ndarray,
    mine: Any,
    said: list[str],
    tell: Callable[[str], None],
) -> tuple[float | None, tune.Search | None]:
    """(λ, the search for it)."""
    if not model.search or request.lam is not None:
        return request.lam if model.search else None, None
    lams, more = tune.grid(model, katas, X, y)
    folds = split.folds(rows, y, recipe.split, 3 if model.name == "softmax" else 5)
    tell(
        f"Choosing lam by cross-validation: {len(lams)} penalties in {len(folds)} folds."
    )
    found = tune.search(model, make, lams, rows, y, columns, folds, mine)
    lam = found.chosen(request.rule)
    said += more
    said.append(
        f"lam = {lam:.3g}: the least error over {len(folds)} folds is at {found.chosen('min'):.3g}, "
        f"the strongest penalty within one standard error of it is {found.chosen('1se'):.3g} (--rule 1se)."
    )
    return lam, found


def _refused(model: Model, error: Refusal) -> str:
    kind = type(error).__name__
    ways = {
        "RankDeficient": "leave a dependent column out, or use ols_min_norm, ridge or lasso",
        "NoFiniteOptimum": "use a penalty: --lam 0.01",
        "NotConverged": "a column may be nearly dependent, or a step too long: try ridge, or another solver",
    }
    return f"The kata of {model.name} refuses ({kind}: {str(error).rstrip('.')}): {ways.get(kind, 'look at the columns it names')}."


def _twin(model: Model, lam: float | None, X: np.ndarray, y: np.ndarray) -> Any:
    """scikit-learn's answer to the same problem, with its own defaults."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.twin(lam or 1e-9, len(y)).fit(X, y)


def _baseline(model: Model, train: np.ndarray, y: np.ndarray, count: int) -> np.ndarray:
    """The mean of the training rows, or their class shares, for every test row."""
    if model.task == REGRESSION:
        return np.full(count, train.mean())
    shares = np.bincount(train, minlength=int(y.max()) + 1) / len(train)
    return np.tile(shares, (count, 1))
