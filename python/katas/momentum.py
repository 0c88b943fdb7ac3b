"""Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from refusals import InvalidParameter, NotConverged


def heavy_ball(X, y, w0, step, mu, iters):
    """v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)"""
    raise NotImplementedError


def nesterov(X, y, w0, step, mu, iters):
    """v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)"""
    raise NotImplementedError
