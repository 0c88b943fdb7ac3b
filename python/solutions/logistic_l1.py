"""Sparse logistic regression — shared_tests/katas/logistic_l1/README.md"""

import numpy as np

from lasso_coordinate_descent import lasso_lambda_max
from logistic_gradient_descent import logistic_value_grad, sigmoid
from matrix_products import gram
from proximal_operators import soft_threshold
from refusals import InvalidParameter, NoFiniteOptimum, NotConverged


def logistic_l1_lambda_max(X, y):
    """λmax = ‖(X − x̄)ᵀ(y − ȳ)‖∞ / n, where x̄ and ȳ are the means"""
    _log_odds(X, y)
    # the slopes of the loss at w = 0, where σ(b) = ȳ; λ holds all up to its size
    return lasso_lambda_max(X, y.astype(float), True)


def logistic_l1(X, y, lam, tol, max_iter):
    """w, b = argmin (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + λ‖w‖₁, z = Xw + b"""
    if lam <= 0 or tol <= 0 or max_iter < 1:
        raise InvalidParameter(f"lam {lam:g}, tol {tol:g} or max_iter {max_iter} ≤ 0")
    # z = Dv, v = (w, b + x̄ᵀw): beside centred columns b finds its place soon
    n, p = X.shape
    mean = X.mean(axis=0)
    D = np.column_stack([X - mean, np.ones(n)])
    v = np.append(np.zeros(p), _log_odds(X, y))
    level = np.append(np.full(p, lam), 0)

    def value(v):
        loss, g, _ = logistic_value_grad(D, y, v, 0.0, 0.0)
        return loss + level @ np.abs(v), g

    def violation(v, g):
        # at the minimum −gⱼ is λ times the sign of vⱼ, and where vⱼ = 0 at most λ
        off = np.where(v == 0, np.abs(g) - level, np.abs(g + level * np.sign(v)))
        return max(off[:p].max() / lam, off[p])

    for _ in range(max_iter):
        J, g = value(v)
        off = violation(v, g)
        if off <= tol:
            return v[:p], v[p] - mean @ v[:p]
        # σ′ = σ(1 − σ), so the Hessian of the loss is H
        s = sigmoid(D @ v)
        H = gram(np.sqrt(s * (1 - s) / n)[:, None] * D)
        # ten rounds, one uⱼ after the other, towards the u that minimises
        # gᵀ(u − v) + ½(u − v)ᵀH(u − v) + λ‖u‖₁; q is g + H(u − v)
        u, q = v.copy(), g.copy()
        for _ in range(10):
            for j in np.flatnonzero(H.diagonal()):
                new = soft_threshold(H[j, j] * u[j] - q[j], level[j]) / H[j, j]
                q += (new - u[j]) * H[j]
                u[j] = new
        # what the first order promises; J is known to εJ, and cannot judge less
        fall, t = level @ (np.abs(v) - np.abs(u)) - g @ (u - v), 1.0
        while fall > 1e-9 * J and value(v + t * (u - v))[0] > J - 1e-4 * t * fall:
            t /= 2
        v = v + t * (u - v)
    raise NotConverged(f"{max_iter} steps leave the conditions off by {off:.1e}")


def _log_odds(X, y):
    """The b with σ(b) = ȳ"""
    # at w = 0, b = 0 the slope of the loss by b is ½ − ȳ
    _, _, gb = logistic_value_grad(X, y, np.zeros(X.shape[1]), 0.0, 0.0)
    if abs(gb) == 0.5:
        raise NoFiniteOptimum(f"all labels are {y[0]}: b runs away")
    return np.log((0.5 - gb) / (0.5 + gb))
