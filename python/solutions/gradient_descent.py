"""Gradient descent instead of the closed form — shared_tests/katas/gradient_descent/README.md"""

import numpy as np

from ols_normal_equations import predict
from refusals import InvalidParameter, NotConverged


def mse_value_grad(X, y, w):
    """f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)"""
    # f(w + dw) = f(w) + (1/n)(Xw − y)ᵀX dw + O(‖dw‖²)
    n = len(y)
    r = predict(X, w) - y
    return r @ r / (2 * n), X.T @ r / n


def gradient_descent(X, y, w0, step, iters):
    """wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)"""
    if step <= 0:
        raise InvalidParameter(f"step is {step:g}, not positive")
    if iters < 0:
        raise InvalidParameter(f"iters is {iters}, below 0")
    w, history = w0.copy(), np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            # f(wₖ) is finite only if wₖ is
            history[k], g = mse_value_grad(X, y, w)
            if not np.isfinite(history[k]):
                raise NotConverged(f"f(w) is {history[k]} after {k} steps of {step:g}")
            if k < iters:
                w -= step * g
    return w, history
