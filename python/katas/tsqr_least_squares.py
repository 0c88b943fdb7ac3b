"""Tall-skinny QR over blocks — shared_tests/katas/tsqr_least_squares/README.md"""

from functools import reduce
from itertools import pairwise

import numpy as np

from cholesky_solve import back_substitution
from householder_qr import householder, reflect
from matrix_products import dot
from refusals import InvalidParameter, RankDeficient


def triangle(A):
    """TᵀT = AᵀA, T upper triangular with tⱼⱼ ≥ 0"""
    # A[m,q] -> T[q,q]
    raise NotImplementedError


def merge_triangles(T_a, T_b):
    """TᵀT = T_aᵀT_a + T_bᵀT_b, T upper triangular with tⱼⱼ ≥ 0"""
    # T_a[q,q], T_b[q,q] -> T[q,q]
    raise NotImplementedError


def solve_triangle(T):
    """Rw = z and sse = ρ², where T = [R z; 0 ρ]"""
    # T[q,q] -> w[q-1], sse
    raise NotImplementedError


def tsqr_ls(X, y, offsets):
    """w = argmin ‖Xw − y‖², sse = ‖Xw − y‖², from the triangles of blocks of [X y]"""
    # X[n,p], y[n], offsets[k]:int -> w[p], sse
    raise NotImplementedError
