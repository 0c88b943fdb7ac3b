"""λ by cross-validation with the kata: the smallest error, and the strongest penalty within one standard error of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dojo.apply import features, honest
from dojo.apply.columns import Column
from dojo.apply.models import Model
from dojo.run.library import Library

SIZES = {"path": 30, "size": 40, "log": 12}
SMALLEST = 1e-2  # the last λ of a path, as a share of the first


@dataclass
class Search:
    """Penalties from strong to weak, the mean error of each over the folds, and its standard error."""

    lams: np.ndarray
    errors: np.ndarray
    spreads: np.ndarray
    over: str  # what the errors are means of
    paths: np.ndarray  # weights at each λ on all training rows, one column for each feature; 0×0 where there are several classes

    @property
    def least(self) -> int:
        return int(np.argmin(self.errors))

    @property
    def strongest(self) -> int:
        """The first λ whose error is within one standard error of the least."""
        allowed = self.errors[self.least] + self.spreads[self.least]
        return int(np.flatnonzero(self.errors <= allowed)[0])

    def chosen(self, rule: str) -> float:
        return float(self.lams[self.strongest if rule == "1se" else self.least])

    def in_words(self, lam: float) -> str:
        """Why this λ."""
        if not self.spreads.any():
            return f"lam = {lam:.3g} has the least error over {self.over}, found without a refit."
        return (
            f"lam = {lam:.3g}: the least error over {self.over} is at {self.chosen('min'):.3g}, "
            f"the strongest penalty within one standard error of it is {self.chosen('1se'):.3g} (--rule 1se)."
        )


def grid(
    model: Model, katas: Library, X: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, list[str]]:
    """(penalties from strong to weak, sentences), by the learner's lambda_grid where the model has a largest λ."""
    k = 5 if model.name == "softmax" else SIZES[model.search]
    if model.search == "log":
        return np.geomspace(1.0, 1e-3 if model.steps else 1e-4, k), []
    if model.search == "size":
        largest = np.linalg.norm(X, 2) ** 2 / len(X)
        return np.geomspace(10 * largest, 1e-6 * largest, k), []
    share = model.penalty or 1.0
    try:
        return katas.lambda_grid(X, y, share, k, SMALLEST, 1), []
    except NotImplementedError:
        largest = (
            np.max(np.abs((X - X.mean(axis=0)).T @ (y - y.mean()))) / len(y) / share
        )
        said = "Your lambda_grid is still to do, so numpy makes the grid of penalties."
        return np.geomspace(largest, SMALLEST * largest, k), [said]


def search(
    model: Model,
    make: Any,
    lams: np.ndarray,
    frame: pd.DataFrame,
    y: np.ndarray,
    columns: dict[str, Column],
    folds: list[tuple[np.ndarray, np.ndarray]],
    mine: features.Preparers | None,
) -> Search:
    """Fit every λ in every fold; what the preparation learns is learned anew in each."""
    errors = np.full((len(folds), len(lams)), np.nan)
    measure = honest.rmse if model.task == "regression" else honest.log_loss
    for f, (train, held) in enumerate(folds):
        learned, _ = features.learn(frame.iloc[train], columns, mine)
        if not learned or len(np.unique(y[train])) < 2:
            continue
        X = features.matrix(frame.iloc[train], learned, mine)
        V = features.matrix(frame.iloc[held], learned, mine)
        for i, lam in enumerate(lams):
            fitted = make(float(lam)).fit(X, y[train])
            errors[f, i] = measure(y[held], outputs(model, fitted, V, y))
    spreads = np.nanstd(errors, axis=0, ddof=1) / np.sqrt(max(len(folds), 2))
    learned, _ = features.learn(frame, columns, mine)
    X = features.matrix(frame, learned, mine)
    means, over = np.nanmean(errors, axis=0), f"{len(folds)} folds"
    return Search(lams, means, spreads, over, _paths(make, lams, X, y))


def without_refits(
    rule: str, make: Any, katas: Library, lams: np.ndarray, X: np.ndarray, y: np.ndarray
) -> Search:
    """Ridge's errors without each row, "loo" or "gcv", by the learner's loo_gcv of the prepared training rows."""
    loo, gcv = katas.loo_gcv(X, y, lams, 1)
    errors = np.sqrt(loo if rule == "loo" else gcv)
    over = {"loo": "rows left out one by one", "gcv": "rows left out, by gcv"}[rule]
    return Search(lams, errors, np.zeros(len(lams)), over, _paths(make, lams, X, y))


def _paths(make: Any, lams: np.ndarray, X: np.ndarray, y: np.ndarray) -> np.ndarray:
    found = [np.atleast_2d(make(float(lam)).fit(X, y).coef_) for lam in lams]
    return np.array([p[0] for p in found]) if len(found[0]) == 1 else np.zeros((0, 0))


def outputs(model: Model, fitted: Any, X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Predicted numbers, or a probability for each class that y has (0 for one that the fit has not seen)."""
    if not len(X):
        return np.zeros(0 if model.task == "regression" else (0, int(y.max()) + 1))
    if model.task == "regression":
        predicted: np.ndarray = fitted.predict(X)
        return predicted
    P = np.zeros((len(X), int(y.max()) + 1))
    P[:, np.asarray(fitted.classes_, int)] = fitted.predict_proba(X)
    return P
