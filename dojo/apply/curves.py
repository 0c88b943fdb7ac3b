"""How sure the coefficients are, and what more rows would bring: fits on resamples and on parts of the training rows."""

from typing import Any

import numpy as np
import pandas as pd

from dojo.apply import honest, split, tune
from dojo.apply.models import REGRESSION, Model
from dojo.apply.recipe import Recipe

WORK = 3e5  # entries of X up to which coefficients are bootstrapped
DRAWS = 50


def spread(
    make: Any,
    lam: float | None,
    X: np.ndarray,
    y: np.ndarray,
    recipe: Recipe,
    rows: pd.DataFrame,
) -> np.ndarray:
    """95 % bootstrap intervals of the coefficients, 2×p; 0×0 where that takes long or there are several classes."""
    if X.size > WORK or len(np.unique(y)) > 2 and recipe.task != REGRESSION:
        return np.zeros((0, 0))
    groups = (
        rows[recipe.split.column].to_numpy() if recipe.split.kind == "group" else None
    )
    found = []
    for drawn in honest.resamples(len(y), groups, recipe.split.seed)[:DRAWS]:
        try:
            found.append(np.atleast_2d(make(lam).fit(X[drawn], y[drawn]).coef_)[0])
        except ValueError:  # a resample with one class, or dependent columns
            continue
    return (
        np.percentile(found, [2.5, 97.5], axis=0)
        if len(found) > DRAWS / 2
        else np.zeros((0, 0))
    )


def learning(
    model: Model,
    make: Any,
    lam: float | None,
    X: np.ndarray,
    y: np.ndarray,
    recipe: Recipe,
    rows: pd.DataFrame,
) -> list[tuple[int, float, float]]:
    """Errors on more and more of the training rows, and on those of one fold; no test row is touched."""
    measure = honest.rmse if model.task == REGRESSION else honest.log_loss
    train, held = (
        split.folds(rows, y, recipe.split)[0]
        if recipe.split.kind != "time"
        else split.folds(rows, y, recipe.split)[-1]
    )
    order = (
        train
        if recipe.split.kind == "time"
        else np.random.default_rng(0).permutation(train)
    )
    found = []
    for share in (0.1, 0.2, 0.35, 0.6, 1.0):
        part = order[-max(int(share * len(order)), 4) :]
        if len(np.unique(y[part])) < min(2, len(np.unique(y))):
            continue
        try:
            fitted = make(lam).fit(X[part], y[part])
        except ValueError:  # too few rows for so many columns
            continue
        own, other = (
            measure(y[r], tune.outputs(model, fitted, X[r], y)) for r in (part, held)
        )
        found.append((len(part), own, other))
    return found
