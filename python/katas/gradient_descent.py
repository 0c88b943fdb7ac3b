"""Gradient descent instead of the closed form — shared_tests/katas/gradient_descent/README.md"""

import numpy as np

from ols_normal_equations import predict
from refusals import InvalidParameter, NotConverged


def mse_value_grad(X, y, w):
    """f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)"""
    # X[n,p], y[n], w[p] -> f, g[p]
    raise NotImplementedError


def gradient_descent(X, y, w0, step, iters):
    """wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)"""
    # X[n,p], y[n], w0[p], step, iters:int -> w[p], history[iters+1]
    raise NotImplementedError
