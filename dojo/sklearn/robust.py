"""Regression that outliers do not turn, and regression of a quantile."""

from pathlib import Path

import numpy as np

from dojo.run.library import Library
from dojo.sklearn.linear import Linear


class HuberRegressor(Linear):
    """Squares up to epsilon·scale_, absolute residuals beyond.

    `iters` reweighted fits measure scale_ by the median absolute residual; with that threshold the minimum is then found.
    """

    def __init__(
        self,
        epsilon: float = 1.345,
        *,
        iters: int = 30,
        tol: float = 1e-9,
        max_iter: int = 10_000,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.epsilon = epsilon
        self.iters = iters
        self.tol = tol
        self.max_iter = max_iter
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return ("huber", "huber_mad")

    def _solve(
        self, katas: Library, X: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, float]:
        A = np.column_stack([np.ones(len(y)), X])
        theta, self.scale_ = katas.huber_mad(A, y, self.epsilon, self.iters)
        self.n_iter_ = self.iters
        if self.scale_ > 0:
            delta = self.epsilon * self.scale_
            theta, steps = katas.huber(A, y, delta, self.tol, self.max_iter)
            self.n_iter_ += steps
        return theta[1:], float(theta[0])


class QuantileRegressor(Linear):
    """The share `quantile` of the rows lies below ŷ. `loss_` is the mean pinball loss."""

    def __init__(
        self,
        quantile: float = 0.5,
        *,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.quantile = quantile
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return ("quantile_regression",)

    def _solve(
        self, katas: Library, X: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, float]:
        A = np.column_stack([np.ones(len(y)), X])
        theta, self.loss_ = katas.quantile_regression(A, y, self.quantile)
        return theta[1:], float(theta[0])
