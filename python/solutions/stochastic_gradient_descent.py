"""Stochastic gradient descent with a given order — shared_tests/katas/stochastic_gradient_descent/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from refusals import InvalidParameter, NotConverged


def sgd(X, y, w0, order, batch_size, step0, decay):
    """wₖ₊₁ = wₖ − step0/(1 + decay·k) · ∇f_k(wₖ) of batch k, w_avg = mean of wₖ₊₁"""
    if batch_size < 1:
        raise InvalidParameter(f"batch_size is {batch_size}, not positive")
    if step0 <= 0:
        raise InvalidParameter(f"step0 is {step0:g}, not positive")
    if decay < 0:
        raise InvalidParameter(f"decay is {decay:g}, below 0")
    for i in order:
        if not 0 <= i < len(y):
            raise InvalidParameter(f"order names row {i}, there are {len(y)}")
    w, w_avg = w0.copy(), np.zeros_like(w0)
    with np.errstate(over="ignore", invalid="ignore"):
        for k, start in enumerate(range(0, len(order), batch_size)):
            # the mean over the batch, whose rows count as often as order names them
            batch = order[start : start + batch_size]
            _, g = mse_value_grad(X[batch], y[batch], w)
            w -= step0 / (1 + decay * k) * g
            if not np.isfinite(w).all():
                raise NotConverged(f"w is not finite after {k + 1} updates")
            # (k + 1) w̄ₖ₊₁ = k w̄ₖ + wₖ₊₁
            w_avg += (w - w_avg) / (k + 1)
    return w, w_avg
