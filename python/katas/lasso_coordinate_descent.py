"""Lasso by cyclic coordinate descent — shared_tests/katas/lasso_coordinate_descent/README.md"""

import numpy as np

from proximal_operators import soft_threshold
from refusals import InvalidParameter, NotConverged
from ridge import center


def lasso_lambda_max(X, y, fit_intercept):
    """λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first"""
    # X[n,p], y[n], fit_intercept:bool -> lambda_max
    raise NotImplementedError


def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    """w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁"""
    # X[n,p], y[n], lam, fit_intercept:bool, tol, max_sweeps:int -> w[p], b, gap,
    # sweeps:int
    raise NotImplementedError
