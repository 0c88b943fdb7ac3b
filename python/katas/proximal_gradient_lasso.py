"""Proximal gradient steps for the lasso: ISTA and FISTA — shared_tests/katas/proximal_gradient_lasso/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from jacobi_svd import svd
from proximal_operators import soft_threshold
from refusals import InvalidParameter, NotConverged


def lipschitz(X):
    """L = λmax(XᵀX)/n, the largest curvature of f = (1/2n)‖Xw − y‖²"""
    # X[n,p] -> L
    raise NotImplementedError


def ista(X, y, lam, step, iters):
    """w = S(w − step·∇f(w), step·λ) from w = 0, historyₖ = f(wₖ) + λ‖wₖ‖₁"""
    # X[n,p], y[n], lam, step, iters:int -> w[p], history[iters+1]
    raise NotImplementedError


def fista(X, y, lam, step, iters):
    """w = S(z − step·∇f(z), step·λ), z = w + (t₋ − 1)/t·(w − w₋), historyₖ = J(wₖ)"""
    # X[n,p], y[n], lam, step, iters:int -> w[p], history[iters+1]
    raise NotImplementedError
