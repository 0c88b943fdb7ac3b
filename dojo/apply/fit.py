"""From a table and its recipe to a certified answer: split, prepare, choose λ, fit with the kata, judge on held-out rows."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from dojo.apply import Unusable, curves, features, honest, own, solve, split, tune
from dojo.apply.certificates import Certificate
from dojo.apply.features import Feature
from dojo.apply.honest import Score
from dojo.apply.leaks import of_target
from dojo.apply.models import REGRESSION, Model
from dojo.apply.recipe import Recipe
from dojo.apply.recognise import mistake
from dojo.apply.solve import Request
from dojo.apply.suspicion import Suspicion
from dojo.apply.target import model_for, target
from dojo.run.library import KataFailed
from dojo.spec.refusals import Refusal


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
    katas = solve.opened(model, request, columns.values(), tell)
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
        return model.estimator(request.language, request.source, lam, rough=True)

    try:
        lam, searched = solve.penalty(
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
        fitted, steps = solve.final(model, request, lam, X, y_train)
        said += steps
    except NotImplementedError as error:
        raise Unusable(str(error)) from None
    except KataFailed as error:
        raise Unusable(f"The kata of {model.name} failed: {error}") from None
    except Refusal as error:
        raise Unusable(solve.refused(model, error)) from None
    certificate = solve.certified(model, fitted, lam, X, y_train)
    slip = (
        ""
        if certificate.holds
        else mistake(
            model.estimator(request.language, request.source, lam), katas, X, y_train
        )
    )
    twin = solve.twin(model, lam, X, y_train)
    groups = (
        rows.iloc[test][recipe.split.column].to_numpy()
        if recipe.split.kind == "group"
        else None
    )

    usual = honest.measures(model.task, len(found.classes))
    judges: tuple[str, ...] = ()
    if request.mine:
        judges, words = own.judges(
            model.task, len(found.classes), request.language, request.source
        )
        said.append(words)
    measures = own.measures(model.task, katas) if judges else usual

    def judged(predicted: np.ndarray) -> dict[str, float]:
        return honest.values(measures, y_test, predicted) if len(test) else {}

    ours = tune.outputs(model, fitted, T, y)
    base = solve.baseline(model, y_train, y, len(test))
    if judges and len(test):
        true = honest.values(usual, y_test, ours)
        said += own.disagreements(judged(ours), true, request.language)
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
        scores=honest.scores(measures, y_test, ours, groups) if len(test) else [],
        baseline=judged(base),
        twin=judged(tune.outputs(model, twin, T, y)),
        better=honest.better(next(iter(measures.values())), y_test, ours, base, groups)
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
        if linear and not model.steps
        else np.zeros((0, 0)),
        curve=curves.learning(model, make, lam, X, y_train, recipe, rows.iloc[train]),
        suspicions=suspicions,
        said=said,
    )
