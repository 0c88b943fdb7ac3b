"""L1 and L2 penalties inside gradient descent — shared_tests/katas/regularized_gradient_descent/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from refusals import InvalidParameter, NotConverged


def gd_penalized(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    """w, b minus step · ∇J, with J = (1/2n)‖Xw + b − y‖² + l₁‖w‖₁ + (l₂/2)‖w‖²"""
    # X[n,p], y[n], w0[p], b0, l1, l2, step, iters:int, fit_intercept:bool -> w[p], b,
    # history[iters+1]
    raise NotImplementedError
