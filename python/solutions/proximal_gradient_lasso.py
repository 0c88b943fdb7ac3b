"""Proximal gradient steps for the lasso: ISTA and FISTA — shared_tests/katas/proximal_gradient_lasso/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from jacobi_svd import svd
from proximal_operators import soft_threshold
from refusals import InvalidParameter, NotConverged


def lipschitz(X):
    """L = λmax(XᵀX)/n, the largest curvature of f = (1/2n)‖Xw − y‖²"""
    n, p = X.shape
    # XᵀX and XXᵀ have the same largest eigenvalue σ₀²
    _, s, _, _ = svd(X if n >= p else X.T)
    return s[0] ** 2 / n


def ista(X, y, lam, step, iters):
    """w = S(w − step·∇f(w), step·λ) from w = 0, historyₖ = f(wₖ) + λ‖wₖ‖₁"""
    if lam < 0 or step <= 0 or iters < 0:
        raise InvalidParameter(f"lam is {lam:g}, step {step:g}, iters {iters}")
    w, history = np.zeros(X.shape[1]), np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            # J(wₖ) is finite only if wₖ is
            f, g = mse_value_grad(X, y, w)
            history[k] = f + lam * np.abs(w).sum()
            if not np.isfinite(history[k]):
                raise NotConverged(f"J(w) is {history[k]} after {k} steps of {step:g}")
            if k < iters:
                # the argmin over u of gᵀ(u − w) + ‖u − w‖²/(2·step) + λ‖u‖₁
                w = soft_threshold(w - step * g, step * lam)
    return w, history


def fista(X, y, lam, step, iters):
    """w = S(z − step·∇f(z), step·λ), z = w + (t₋ − 1)/t·(w − w₋), historyₖ = J(wₖ)"""
    if lam < 0 or step <= 0 or iters < 0:
        raise InvalidParameter(f"lam is {lam:g}, step {step:g}, iters {iters}")
    w, history = np.zeros(X.shape[1]), np.empty(iters + 1)
    z, t = w, 1.0
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            # J(wₖ) is finite only if wₖ is
            f, _ = mse_value_grad(X, y, w)
            history[k] = f + lam * np.abs(w).sum()
            if not np.isfinite(history[k]):
                raise NotConverged(f"J(w) is {history[k]} after {k} steps of {step:g}")
            if k < iters:
                # the step of ISTA, taken from z
                _, g = mse_value_grad(X, y, z)
                before, w = w, soft_threshold(z - step * g, step * lam)
                # t grows as fast as t² − t = t₋² lets it
                t_before, t = t, (1 + np.sqrt(1 + 4 * t * t)) / 2
                z = w + (t_before - 1) / t * (w - before)
    return w, history
