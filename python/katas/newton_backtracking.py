"""Damped Newton on a smooth robust loss — shared_tests/katas/newton_backtracking/README.md"""

import numpy as np

from cholesky_solve import cholesky_solve
from ols_normal_equations import predict
from ols_qr import ols_qr
from refusals import InvalidParameter, NotConverged, NotPositiveDefinite


def pseudo_huber(X, y, w, delta, lam):
    """f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f"""
    # X[n,p], y[n], w[p], delta, lam -> f, g[p], H[p,p]
    raise NotImplementedError


def newton_pseudo_huber(X, y, w0, delta, lam, tol, max_iter):
    """wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)"""
    # X[n,p], y[n], w0[p], delta, lam, tol, max_iter:int -> w[p], f, iters:int,
    # history[max_iter+1]
    raise NotImplementedError
