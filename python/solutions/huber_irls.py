"""Huber regression by reweighted least squares — shared_tests/katas/huber_irls/README.md"""

import numpy as np

from ols_normal_equations import ols, predict
from refusals import InvalidParameter, NotConverged
from theil_sen import median
from weighted_least_squares import wls


def huber_weights(r, delta):
    """vᵢ = min(1, δ/|rᵢ|)"""
    if delta <= 0:
        raise InvalidParameter(f"the threshold is {delta:g}, not positive")
    # vᵢrᵢ = ρ′(rᵢ): rᵢ itself, but never beyond ±δ
    return delta / np.maximum(np.abs(r), delta)


def huber(X, y, delta, tol, max_iter):
    """w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), ρ(r) = ½r² where |r| ≤ δ, else δ|r| − ½δ²"""
    if tol < 0 or max_iter < 0:
        raise InvalidParameter(f"tol is {tol:g}, max_iter is {max_iter}")
    # what column j can at most pull with at w = 0: Σ |xᵢⱼ ρ′(yᵢ)|
    pull = np.abs(X).T @ np.abs(huber_weights(y, delta) * y)
    w = ols(X, y)
    for k in range(max_iter + 1):
        r = y - predict(X, w)
        v = huber_weights(r, delta)
        # ∇J = −Xᵀρ′(r)/n = 0
        if np.all(np.abs(X.T @ (v * r)) <= tol * pull):
            return w, k
        # ½vᵢz² + const lies above ρ(z) and touches it at z = rᵢ: J falls
        w, _ = wls(X, y, v)
    raise NotConverged(f"{max_iter} weighted fits are not enough")


def huber_mad(X, y, c, iters):
    """w = wls(X, y, min(1, c·scale/|r|)), scale = median |r| / Φ⁻¹(¾), r = y − Xw"""
    if c <= 0 or iters < 1:
        raise InvalidParameter(f"c is {c:g}, iters is {iters}")
    w = ols(X, y)
    for _ in range(iters):
        r = y - predict(X, w)
        # half of all normal errors are smaller than 0.6745 σ
        scale = median(np.abs(r)) / 0.6744897501960817
        # half of the rows are met, up to rounding
        if scale <= 1e-12 * np.abs(y).max():
            return w, 0.0
        w, _ = wls(X, y, huber_weights(r, c * scale))
    return w, scale
