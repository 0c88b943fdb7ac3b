"""Ridge regression, intercept unpenalised — shared_tests/katas/ridge/README.md"""

import numpy as np

from cholesky_solve import cholesky_solve, forward_substitution
from householder_qr import reflect, reflections
from ols_normal_equations import ols
from ols_qr import ols_qr
from refusals import InvalidParameter, NotPositiveDefinite


def center(X, y):
    """Xc = X − 1x̄ᵀ, yc = y − 1ȳ"""
    # x̄ = x₀ + mean of xᵢ − x₀, so a constant column is centred to exactly 0
    x_mean, y_mean = X[0] + (X - X[0]).mean(axis=0), y.mean()
    return X - x_mean, y - y_mean, x_mean, y_mean


def ridge(X, y, lam, fit_intercept):
    """w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²"""
    if lam < 0:
        raise InvalidParameter(f"lam is {lam:g}, below 0")
    if fit_intercept:
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x_mean, y_mean = center(X, y)
        w, _ = ridge(Xc, yc, lam, False)
        return w, y_mean - x_mean @ w
    if lam == 0:
        # J is the loss of least squares, which needs independent columns
        return ols(X, y), 0.0
    # n∇J = (XᵀX + nλI) w − Xᵀy = 0, positive definite whatever X is
    n, p = X.shape
    try:
        return cholesky_solve(X.T @ X + n * lam * np.eye(p), X.T @ y), 0.0
    except NotPositiveDefinite:
        # nλ is lost beside XᵀX, √(nλ) is not beside X: 2nJ = ‖[X; √(nλ)I]w − [y; 0]‖²
        A = np.vstack([X, np.sqrt(n * lam) * np.eye(p)])
        return ols_qr(A, np.append(y, np.zeros(p)))[0], 0.0


def ridge_dual(X, y, lam, fit_intercept):
    """w = Xcᵀ(XcXcᵀ + nλI)⁻¹yc, b = ȳ − x̄ᵀw, with Xc = X − 1x̄ᵀ and yc = y − 1ȳ"""
    if lam <= 0:
        raise InvalidParameter(f"lam is {lam:g}, the dual needs a positive one")
    if fit_intercept:
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x_mean, y_mean = center(X, y)
        w, _ = ridge_dual(Xc, yc, lam, False)
        return w, y_mean - x_mean @ w
    # (XᵀX + cI) Xᵀ = Xᵀ (XXᵀ + cI), so w = Xᵀα with (XXᵀ + nλI) α = y
    n, p = X.shape
    try:
        alpha = cholesky_solve(X @ X.T + n * lam * np.eye(n), y)
        return X.T @ alpha, 0.0
    except NotPositiveDefinite:
        # y = RᵀRα with [Xᵀ; √(nλ)I] = QR, and [w; √(nλ)α] = QRα = QR⁻ᵀy
        V, R = reflections(np.vstack([X.T, np.sqrt(n * lam) * np.eye(n)]))
        z = np.append(forward_substitution(R.T, y), np.zeros(p))
        return reflect(V[::-1], z)[:p], 0.0
