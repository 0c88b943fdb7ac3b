"""Least squares to the last digit — shared_tests/katas/ols_refined/README.md"""

import numpy as np

from cholesky_solve import back_substitution, forward_substitution
from householder_qr import reflect, reflections
from refusals import InvalidParameter


def two_sum(a, b):
    """s = fl(a + b), s + e = a + b exactly"""
    # a, b -> s, e
    raise NotImplementedError


def two_prod(a, b):
    """p = fl(ab), p + e = ab exactly"""
    # a, b -> p, e
    raise NotImplementedError


def ols_refined(X, y, steps):
    """[I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w"""
    # X[n,p], y[n], steps:int -> w[p]
    raise NotImplementedError
