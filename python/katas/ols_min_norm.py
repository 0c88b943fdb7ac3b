"""Least squares of least norm — shared_tests/katas/ols_min_norm/README.md"""

import numpy as np

from jacobi_svd import svd
from refusals import InvalidParameter


def min_norm_ls(X, y, rcond):
    """w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀"""
    # X[n,p], y[n], rcond -> w[p], rank:int
    raise NotImplementedError


def pinv(A, rcond):
    """P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ"""
    # A[m,n], rcond -> P[n,m]
    raise NotImplementedError
