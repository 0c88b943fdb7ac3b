"""Mini-batch training with momentum — shared_tests/katas/mlp_train/README.md"""

import numpy as np

from mlp_gradients import mlp_value_grad
from refusals import InvalidParameter, NotConverged


def mlp_train(X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size):
    """v ← mu·v − step·∇J_B(θ), θ ← θ + v for every batch B, θ = (W₁, b₁, W₂, b₂)"""
    if batch_size < 1 or step <= 0 or not 0 <= mu < 1:
        raise InvalidParameter(f"batch_size {batch_size}, step {step:g}, mu {mu:g}")
    if order.min() < 0 or order.max() >= len(X):
        raise InvalidParameter(f"order names a row that is not in 0 … {len(X) - 1}")
    theta = [U1.copy(), c1.copy(), U2.copy(), c2.copy()]
    velocity = [np.zeros_like(w) for w in theta]
    with np.errstate(over="ignore", invalid="ignore"):
        J_start, *_ = mlp_value_grad(X, Y, *theta, activation, loss, lam)
        for start in range(0, len(order), batch_size):
            # the mean over the batch, however short it is, and the whole penalty
            B = order[start : start + batch_size]
            _, *g = mlp_value_grad(X[B], Y[B], *theta, activation, loss, lam)
            for w, v, gw in zip(theta, velocity, g, strict=True):
                v[:] = mu * v - step * gw
                w += v
        J_end, *_ = mlp_value_grad(X, Y, *theta, activation, loss, lam)
    # what has left the finite numbers does not come back
    if not all(np.isfinite(w).all() for w in (*theta, J_end)):
        raise NotConverged(f"J is {J_end} after {len(order)} rows")
    return *theta, J_start, J_end
