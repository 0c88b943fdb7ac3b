"""L1 and L2 penalties inside gradient descent — shared_tests/katas/regularized_gradient_descent/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from refusals import InvalidParameter, NotConverged


def gd_penalized(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    """w, b minus step · ∇J, with J = (1/2n)‖Xw + b − y‖² + l₁‖w‖₁ + (l₂/2)‖w‖²"""
    if min(l1, l2) < 0:
        raise InvalidParameter(f"l1, l2 are {l1:g}, {l2:g}, one is negative")
    if step <= 0:
        raise InvalidParameter(f"step is {step:g}, not positive")
    if iters < 0:
        raise InvalidParameter(f"iters is {iters}, below 0")
    # b is the weight of a column of ones, and bears no penalty
    A = np.column_stack([X, np.ones(len(y))])
    w, b, history = w0.copy(), b0, np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            f, g = mse_value_grad(A, y, np.append(w, b))
            # J(wₖ, bₖ) is finite only if wₖ and bₖ are
            history[k] = f + l1 * np.abs(w).sum() + l2 / 2 * (w @ w)
            if not np.isfinite(history[k]):
                raise NotConverged(f"J is {history[k]} after {k} steps of {step:g}")
            if k < iters:
                # |w| has the slope sign w; at 0, of all slopes in [−1, 1], take 0
                w = w - step * (g[:-1] + l1 * np.sign(w) + l2 * w)
                b = b - step * g[-1] if fit_intercept else b0
    return w, b, history
