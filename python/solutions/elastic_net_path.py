"""Elastic net along a warm-started λ path — shared_tests/katas/elastic_net_path/README.md"""

import numpy as np

from lasso_coordinate_descent import lasso_lambda_max
from proximal_operators import soft_threshold
from refusals import InvalidParameter, NotConverged
from ridge import center


def lambda_grid(X, y, alpha, k, ratio, fit_intercept):
    """λᵢ = λ₀ ratio^(i/(k−1)), i = 0 … k−1, where λ₀ = ‖Xᵀy‖∞ / nα, centred"""
    if not 0 < alpha <= 1 or k < 1 or not 0 < ratio < 1:
        raise InvalidParameter(f"alpha, k, ratio are {alpha:g}, {k}, {ratio:g}")
    # w = 0 is the minimiser while ‖Xᵀy‖∞/n ≤ λα: the square has no slope there
    first = lasso_lambda_max(X, y, fit_intercept) / alpha
    return first * ratio ** (np.arange(k) / max(k - 1, 1))


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """Wᵢ, bᵢ = argmin (1/2n)‖y − b − Xw‖² + λᵢ(α‖w‖₁ + ½(1−α)‖w‖²)"""
    if lambdas.min() <= 0 or not 0 < alpha <= 1:
        raise InvalidParameter(f"λ is {lambdas.min():g}, α is {alpha:g}")
    if tol < 0 or max_sweeps < 1:
        raise InvalidParameter(f"tol is {tol:g}, max_sweeps is {max_sweeps}")
    if fit_intercept:
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x_mean, y_mean = center(X, y)
        W, _ = elastic_net_path(Xc, yc, lambdas, alpha, False, tol, max_sweeps)
        return W, y_mean - W @ x_mean
    (n, p), a = X.shape, (X * X).sum(axis=0) / len(y)
    W, w, r = np.empty((len(lambdas), p)), np.zeros(p), y.copy()
    for i, lam in enumerate(lambdas):
        # w and r = y − Xw go on from where the last λ left them
        for _ in range(max_sweeps):
            largest = 0.0
            for j in np.flatnonzero(a):
                # of wⱼ alone, J = ½(aⱼ + λ(1−α))wⱼ² − ρwⱼ + λα|wⱼ| + const
                rho = X[:, j] @ r / n + a[j] * w[j]
                z = soft_threshold(rho, lam * alpha) / (a[j] + lam * (1 - alpha))
                r -= (z - w[j]) * X[:, j]
                largest = max(largest, np.sqrt(a[j]) * abs(z - w[j]))
                w[j] = z
            if largest <= tol * np.sqrt(y @ y / n):
                break
        else:
            raise NotConverged(f"a step of {largest:.3g} after {max_sweeps} sweeps")
        W[i] = w
    return W, np.zeros(len(lambdas))
