"""Conjugate gradients on the normal equations — shared_tests/katas/conjugate_gradient_ls/README.md"""

import numpy as np

from ols_normal_equations import predict
from refusals import InvalidParameter


def cgls(X, y, lam, iters, tol):
    """w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖"""
    # X[n,p], y[n], lam, iters:int, tol -> w[p], iters_done:int, history[iters+1]
    raise NotImplementedError
