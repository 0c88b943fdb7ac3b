"""Bayesian ridge regression: the evidence chooses the penalty, and predictions have standard deviations."""

from pathlib import Path
from typing import Any

import numpy as np

from dojo.run.library import Library
from dojo.sklearn.linear import Linear
from dojo.spec.refusals import NoFiniteOptimum


class BayesianRidge(Linear):
    """y = b + Xw + ε, where w has the precision `lambda_` and ε the precision `alpha_`, those of the largest evidence.

    iters   steps towards it; where the evidence has no maximum, as in a perfect fit, as many as stay finite

    The names of the precisions are scikit-learn's. `sigma_` is the covariance of w, `gamma_` the number of weights
    that the data determine.
    """

    def __init__(
        self,
        *,
        iters: int = 1000,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.iters = iters
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return "evidence_fit", "posterior", "predictive"

    def _solve(
        self, katas: Library, X: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, float]:
        n, p = X.shape
        self.center_, level = X.mean(axis=0), y.mean()
        Xc, yc = X - self.center_, y - level
        # the start: as much signal as noise
        noise = 1 / (np.var(y) or 1.0)
        weights = (np.square(Xc).sum() / n or 1.0) * noise
        iters = self.iters
        while True:
            try:
                found = katas.evidence_fit(Xc, yc, weights, noise, iters)
                break
            except NoFiniteOptimum:  # never of no steps
                iters //= 2
        self.lambda_, self.alpha_, _, self.gamma_, self.scores_ = found
        w, self.sigma_ = katas.posterior(
            Xc, yc, np.zeros(p), np.eye(p) / self.lambda_, self.alpha_
        )
        self.level_variance_ = 1 / (n * self.alpha_)
        return w, float(level - self.center_ @ w)

    def predict(self, X: Any, return_std: bool = False) -> Any:
        """One number for each row; with `return_std` also the standard deviation of a new observation there,
        of noise, weights and level."""
        mean = super().predict(X)
        if not return_std:
            return mean
        rows = self._rows(X) - self.center_
        _, var = self._library().predictive(rows, self.coef_, self.sigma_, self.alpha_)
        return mean, np.sqrt(var + self.level_variance_)
