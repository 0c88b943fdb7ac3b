"""What the kata is asked: its library, the penalty, the final fit, and the answers that it is compared with."""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dojo.apply import Unusable, split, tune
from dojo.apply.certificates import Certificate
from dojo.apply.columns import Column
from dojo.apply.models import MORE, REGRESSION, Model
from dojo.apply.recipe import Recipe
from dojo.run.library import Library
from dojo.run.results import Unavailable
from dojo.sklearn.base import library, to_do
from dojo.spec.refusals import Refusal

CLOSED = ("loo", "gcv")  # rules without folds
STEPS = 2e9  # entries of X times steps that a descent may take


@dataclass
class Request:
    """What is asked: a model, whose katas, the penalty (None: by cross-validation) and its rule, and who prepares."""

    model: str = ""
    language: str = "python"
    source: str = "katas"
    lam: float | None = None
    rule: str = "min"  # or "1se", "loo", "gcv"
    mine: bool = False


def opened(
    model: Model,
    request: Request,
    columns: Iterable[Column],
    tell: Callable[[str], None],
) -> Library:
    """The library, built where it must be; Unusable names the stubs."""
    names = model.estimator(request.language, request.source, None)._katas()
    if request.mine:
        names += ("standardize", "one_hot")
        if any(column.degree > 1 for column in columns):
            names += ("polynomial_features",)
    if request.rule in CLOSED:
        if model.name != "ridge":
            raise Unusable(
                f"--rule {request.rule} is for ridge, whose errors without a row need no refit; {model.name} has min and 1se."
            )
        names += ("loo_gcv",)
    if stubs := to_do(request.language, request.source, names):
        raise Unusable(
            f"{', '.join(stubs)} is still to do in {request.language}/{request.source}: write it first "
            f"(`nox -s show -- {stubs[0]}`), or fit with the reference, --solutions."
        )
    tell(
        f"Opening the {request.language} {request.source}; where they must be compiled, this takes a minute, once."
    )
    try:
        return library(request.language, request.source)
    except Unavailable as error:
        raise Unusable(str(error)) from None


def penalty(
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
    if request.rule in CLOSED:
        if recipe.split.kind in ("group", "time"):
            raise Unusable(
                f"--rule {request.rule} leaves out single rows, and the split is by {recipe.split.kind}: take min or 1se."
            )
        tell(f"Choosing lam by {request.rule}: {len(lams)} penalties, no refit.")
        found = tune.without_refits(request.rule, make, katas, lams, X, y)
    else:
        folds = split.folds(rows, y, recipe.split, 3 if model.name == "softmax" else 5)
        tell(
            f"Choosing lam by cross-validation: {len(lams)} penalties in {len(folds)} folds."
        )
        found = tune.search(model, make, lams, rows, y, columns, folds, mine)
    lam = found.chosen(request.rule)
    said += [*more, found.in_words(lam)]
    return lam, found


def final(
    model: Model, request: Request, lam: float | None, X: np.ndarray, y: np.ndarray
) -> tuple[Any, list[str]]:
    """(the fit, sentences): a descent gets four times the steps until it is certified, as long as that is cheap."""
    each = model.estimator(request.language, request.source, lam).fit(X, y)
    if model.steps != MORE:
        return each, []
    first = each.iters
    while not certified(model, each, lam, X, y).holds and X.size * each.iters < STEPS:
        each = each.set_params(iters=4 * each.iters).fit(X, y)
    if each.iters == first:
        return each, []
    return each, [f"{first} steps were not enough; {each.iters} were taken."]


def certified(
    model: Model, fitted: Any, lam: float | None, X: np.ndarray, y: np.ndarray
) -> Certificate:
    return model.certify(X, y, fitted, lam or 0.0, model.penalty or 0.0)


def refused(model: Model, error: Refusal) -> str:
    kind = type(error).__name__
    ways = {
        "RankDeficient": "leave a dependent column out, or use ols_min_norm, ridge or lasso",
        "NoFiniteOptimum": "use a penalty: --lam 0.01",
        "NotConverged": "a column may be nearly dependent, or a step too long: try ridge, or another solver",
    }
    return f"The kata of {model.name} refuses ({kind}: {str(error).rstrip('.')}): {ways.get(kind, 'look at the columns it names')}."


def twin(model: Model, lam: float | None, X: np.ndarray, y: np.ndarray) -> Any:
    """scikit-learn's answer to the same problem, with its own defaults."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.twin(lam or 1e-9, len(y)).fit(X, y)


def baseline(model: Model, train: np.ndarray, y: np.ndarray, count: int) -> np.ndarray:
    """The mean of the training rows, or their class shares, for every test row."""
    if model.task == REGRESSION:
        return np.full(count, train.mean())
    shares = np.bincount(train, minlength=int(y.max()) + 1) / len(train)
    return np.tile(shares, (count, 1))
