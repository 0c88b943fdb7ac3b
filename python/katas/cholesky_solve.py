"""Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md"""

import numpy as np

from matrix_products import dot, matvec
from refusals import NotPositiveDefinite, RankDeficient


def forward_substitution(L, b):
    """L x = b"""
    # L[n,n], b[n] -> x[n]
    raise NotImplementedError


def back_substitution(U, b):
    """U x = b"""
    # U[n,n], b[n] -> x[n]
    raise NotImplementedError


def cholesky(A):
    """A = L Lᵀ"""
    # A[n,n] -> L[n,n]
    raise NotImplementedError


def cholesky_solve(A, b):
    """A x = b"""
    # A[n,n], b[n] -> x[n]
    raise NotImplementedError
