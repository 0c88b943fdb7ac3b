"""Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from refusals import InvalidParameter, NotConverged


def heavy_ball(X, y, w0, step, mu, iters):
    """v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)"""
    # X[n,p], y[n], w0[p], step, mu, iters:int -> w[p], history[iters+1]
    raise NotImplementedError


def nesterov(X, y, w0, step, mu, iters):
    """v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)"""
    # X[n,p], y[n], w0[p], step, mu, iters:int -> w[p], history[iters+1]
    raise NotImplementedError
