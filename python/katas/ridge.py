"""Ridge regression, intercept unpenalised — shared_tests/katas/ridge/README.md"""

import numpy as np

from cholesky_solve import cholesky_solve, forward_substitution
from householder_qr import reflect, reflections
from ols_normal_equations import ols
from ols_qr import ols_qr
from refusals import InvalidParameter, NotPositiveDefinite


def center(X, y):
    """Xc = X − 1x̄ᵀ, yc = y − 1ȳ"""
    # X[n,p], y[n] -> Xc[n,p], yc[n], x_mean[p], y_mean
    raise NotImplementedError


def ridge(X, y, lam, fit_intercept):
    """w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²"""
    # X[n,p], y[n], lam, fit_intercept:bool -> w[p], b
    raise NotImplementedError


def ridge_dual(X, y, lam, fit_intercept):
    """w = Xcᵀ(XcXcᵀ + nλI)⁻¹yc, b = ȳ − x̄ᵀw, with Xc = X − 1x̄ᵀ and yc = y − 1ȳ"""
    # X[n,p], y[n], lam, fit_intercept:bool -> w[p], b
    raise NotImplementedError
