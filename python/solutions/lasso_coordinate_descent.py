"""Lasso by cyclic coordinate descent — shared_tests/katas/lasso_coordinate_descent/README.md"""

import numpy as np

from proximal_operators import soft_threshold
from refusals import InvalidParameter, NotConverged
from ridge import center


def lasso_lambda_max(X, y, fit_intercept):
    """λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first"""
    if fit_intercept:
        X, y, _, _ = center(X, y)
    # at w = 0 the slopes of the loss are −Xᵀy/n, and λ holds all up to its size
    return np.abs(X.T @ y).max() / len(y)


def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    """w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁"""
    if lam <= 0:
        raise InvalidParameter(f"lam is {lam:g}, not positive")
    if tol < 0 or max_sweeps < 1:
        raise InvalidParameter(f"tol is {tol:g}, max_sweeps is {max_sweeps}")
    if fit_intercept:
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x_mean, y_mean = center(X, y)
        w, _, gap, sweeps = lasso(Xc, yc, lam, False, tol, max_sweeps)
        return w, y_mean - x_mean @ w, gap, sweeps
    n, p = X.shape
    w, r, a = np.zeros(p), y.copy(), (X * X).sum(axis=0) / n
    for sweep in range(1, max_sweeps + 1):
        for j in np.flatnonzero(a):
            # as a function of wⱼ alone, J = ½aⱼwⱼ² − ρwⱼ + λ|wⱼ| + const
            rho = X[:, j] @ r / n + a[j] * w[j]
            new = soft_threshold(rho, lam) / a[j]
            r -= (new - w[j]) * X[:, j]
            w[j] = new
        # J* ≥ (‖y‖² − ‖y − u‖²)/2n for every u with ‖Xᵀu‖∞ ≤ nλ, as for u = s r
        s = lam / max(lam, lasso_lambda_max(X, r, False))
        gap = (1 + s * s) / (2 * n) * (r @ r) - s / n * (r @ y) + lam * np.abs(w).sum()
        if gap <= tol * (y @ y) / (2 * n):
            return w, 0.0, gap, sweep
    raise NotConverged(f"the duality gap is {gap:.3g} after {max_sweeps} sweeps")
