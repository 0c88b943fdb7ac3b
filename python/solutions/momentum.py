"""Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from refusals import InvalidParameter, NotConverged


def heavy_ball(X, y, w0, step, mu, iters):
    """v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)"""
    if step <= 0 or iters < 0 or not 0 <= mu < 1:
        raise InvalidParameter(f"step is {step:g}, mu {mu:g}, iters {iters}")
    w, v, history = w0.copy(), np.zeros_like(w0), np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            # f(wₖ) is finite only if wₖ is
            history[k], g = mse_value_grad(X, y, w)
            if not np.isfinite(history[k]):
                raise NotConverged(f"f(w) is {history[k]} after {k} steps")
            if k < iters:
                v = mu * v - step * g
                w = w + v
    return w, history


def nesterov(X, y, w0, step, mu, iters):
    """v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)"""
    if step <= 0 or iters < 0 or not 0 <= mu < 1:
        raise InvalidParameter(f"step is {step:g}, mu {mu:g}, iters {iters}")
    w, v, history = w0.copy(), np.zeros_like(w0), np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            # f(wₖ) is finite only if wₖ is
            history[k], _ = mse_value_grad(X, y, w)
            if not np.isfinite(history[k]):
                raise NotConverged(f"f(w) is {history[k]} after {k} steps")
            if k < iters:
                # momentum is about to carry w to w + mu·v
                _, g = mse_value_grad(X, y, w + mu * v)
                v = mu * v - step * g
                w = w + v
    return w, history
