"""Least squares in several ways, ridge, lasso, elastic net."""

from pathlib import Path
from typing import Any, Self

import numpy as np
from sklearn.base import RegressorMixin
from sklearn.exceptions import NotFittedError
from sklearn.utils import check_random_state

from dojo.run.library import Library
from dojo.sklearn.base import KataEstimator


class Linear(RegressorMixin, KataEstimator):  # type: ignore[misc]
    """ŷ = X·coef_ + intercept_."""

    coef_: np.ndarray
    intercept_: float

    def fit(self, X: Any, y: Any) -> Self:
        """Fit with the kata: X n×p and y n numbers."""
        X, y = self._checked(X, y)
        self.coef_, self.intercept_ = self._solve(self._library(), X, y.astype(float))
        return self

    def _solve(
        self, katas: Library, X: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, float]:
        raise NotImplementedError

    def predict(self, X: Any) -> np.ndarray:
        """One number for each row."""
        return self._rows(X) @ self.coef_ + self.intercept_


SOLVERS = {
    "normal_equations": "ols",
    "qr": "ols_qr",
    "refined": "ols_refined",
    "minimum_norm": "min_norm_ls",
    "inference": "ols_inference",
    "gradient_descent": "gradient_descent",
    "nesterov": "nesterov",
    "adam": "adam",
    "sgd": "sgd",
}
LASSO_SOLVERS = {"coordinate_descent": "lasso", "fista": "fista"}


def _kata_of(solver: str, solvers: dict[str, str]) -> str:
    if solver not in solvers:
        raise ValueError(
            f"There is no solver {solver!r}; there are {', '.join(solvers)}."
        )
    return solvers[solver]


class LinearRegression(Linear):
    """Least squares.

    solver          normal_equations, qr, refined, minimum_norm, inference (with a summary()), gradient_descent, nesterov, adam, sgd
    iters, step     of the descents: passes over the rows, and the step as a share of 1/L
    """

    def __init__(
        self,
        *,
        solver: str = "qr",
        iters: int = 1000,
        step: float = 1.0,
        random_state: Any = 0,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.solver = solver
        self.iters = iters
        self.step = step
        self.random_state = random_state
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return (_kata_of(self.solver, SOLVERS),)

    def _solve(
        self, katas: Library, X: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, float]:
        if self.solver == "minimum_norm":  # of the slopes: the intercept is free
            means = X.mean(axis=0)
            w, _ = katas.min_norm_ls(X - means, y - y.mean(), rcond=1e-12)
            return w, float(y.mean() - means @ w)
        A = np.column_stack([np.ones(len(y)), X])
        theta = self._theta(katas, A, y)
        return theta[1:], float(theta[0])

    def _theta(self, katas: Library, A: np.ndarray, y: np.ndarray) -> np.ndarray:
        n, p = A.shape
        match self.solver:
            case "normal_equations":
                return katas.ols(A, y)
            case "qr":
                return katas.ols_qr(A, y)[0]
            case "refined":
                return katas.ols_refined(A, y, steps=3)
            case "inference":
                w, se, t, sigma2, r2, r2_adj, f = katas.ols_inference(A, y, 1)
                self.table_ = np.column_stack(
                    [w, se, t, katas.two_sided_p(t, float(n - p))]
                )
                self.freedom_, self.sigma2_ = n - p, sigma2
                self.r2_, self.r2_adj_, self.f_ = r2, r2_adj, f
                return w
        start = np.zeros(p)
        step = self.step / (np.linalg.norm(A, 2) ** 2 / n)
        match self.solver:
            case "gradient_descent":
                return katas.gradient_descent(A, y, start, step, self.iters)[0]
            case "nesterov":
                return katas.nesterov(A, y, start, step, 0.9, self.iters)[0]
            case "adam":
                spread = 0.1 * self.step * float(np.std(y) or 1)
                return katas.adam(A, y, start, spread, 0.9, 0.999, 1e-8, self.iters)[0]
        rng = check_random_state(self.random_state)
        passes = max(1, self.iters // 20)
        order = np.concatenate([rng.permutation(n) for _ in range(passes)])
        small = self.step / (np.square(A).sum(axis=1).max())
        return katas.sgd(A, y, start, order, min(n, 8), small, 1e-3)[1]

    def summary(self) -> str:
        """The coefficient table of solver="inference": estimate, standard error, t, p and the 95 % interval."""
        if not hasattr(self, "table_"):
            raise NotFittedError("summary() needs solver='inference', and a fit.")
        from scipy.stats import t as student

        names = getattr(self, "feature_names_in_", None)
        names = (
            [f"x{j}" for j in range(self.n_features_in_)] if names is None else names
        )
        reach = student.ppf(0.975, self.freedom_)
        lines = [
            f"{'':<20} {'estimate':>11} {'std. error':>11} {'t':>8} {'p':>9}   95 % interval"
        ]
        for name, (w, se, t, p) in zip(["intercept", *names], self.table_, strict=True):
            low, high = w - reach * se, w + reach * se
            lines.append(
                f"{name[:20]:<20} {w:>11.5g} {se:>11.5g} {t:>8.3g} {p:>9.2g}   {low:.5g} to {high:.5g}"
            )
        lines.append(
            f"R² {self.r2_:.4f}, adjusted {self.r2_adj_:.4f}; F {self.f_:.4g}; "
            f"σ {self.sigma2_**0.5:.5g} with {self.freedom_} degrees of freedom"
        )
        return "\n".join(lines)


class Ridge(Linear):
    """(1/2n)‖y − b − Xw‖² + (lam/2)‖w‖²."""

    def __init__(
        self,
        lam: float = 0.1,
        *,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.lam = lam
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return ("ridge",)

    def _solve(
        self, katas: Library, X: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, float]:
        return katas.ridge(X, y, self.lam, 1)


class Lasso(Linear):
    """(1/2n)‖y − b − Xw‖² + lam·‖w‖₁, by coordinate_descent, where `gap_` is the duality gap, or by `iters` steps of fista."""

    def __init__(
        self,
        lam: float = 0.1,
        *,
        solver: str = "coordinate_descent",
        tol: float = 1e-10,
        max_sweeps: int = 100_000,
        iters: int = 1000,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.lam = lam
        self.solver = solver
        self.tol = tol
        self.max_sweeps = max_sweeps
        self.iters = iters
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return (_kata_of(self.solver, LASSO_SOLVERS),)

    def _solve(
        self, katas: Library, X: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, float]:
        if self.solver == "fista":
            means = X.mean(axis=0)
            step = len(y) / max(float(np.linalg.norm(X - means, 2)) ** 2, 1e-300)
            w, _ = katas.fista(X - means, y - y.mean(), self.lam, step, self.iters)
            self.n_iter_ = self.iters
            return w, float(y.mean() - means @ w)
        w, b, self.gap_, self.n_iter_ = katas.lasso(
            X, y, self.lam, 1, self.tol, self.max_sweeps
        )
        return w, b


class ElasticNet(Linear):
    """(1/2n)‖y − b − Xw‖² + lam·(alpha·‖w‖₁ + (1 − alpha)/2·‖w‖²)."""

    def __init__(
        self,
        lam: float = 0.1,
        alpha: float = 0.5,
        *,
        tol: float = 1e-10,
        max_sweeps: int = 100_000,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.lam = lam
        self.alpha = alpha
        self.tol = tol
        self.max_sweeps = max_sweeps
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return ("elastic_net_path",)

    def _solve(
        self, katas: Library, X: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, float]:
        W, b = katas.elastic_net_path(
            X, y, [self.lam], self.alpha, 1, self.tol, self.max_sweeps
        )
        return W[0], float(b[0])
