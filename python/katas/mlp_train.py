"""Mini-batch training with momentum — shared_tests/katas/mlp_train/README.md"""

import numpy as np

from mlp_gradients import mlp_value_grad
from refusals import InvalidParameter, NotConverged


def mlp_train(X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size):
    """v ← mu·v − step·∇J_B(θ), θ ← θ + v for every batch B, θ = (W₁, b₁, W₂, b₂)"""
    # X[n,d], Y[n,k], U1[d,h], c1[h], U2[h,k], c2[k],
    # activation:{tanh,relu,sigmoid,identity}, loss:{squared_error,cross_entropy}, lam,
    # step, mu, order[m]:int, batch_size:int -> W1[d,h], b1[h], W2[h,k], b2[k], J_start,
    # J_end
    raise NotImplementedError
