"""Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md"""

from itertools import combinations

import numpy as np

from matrix_products import dot, matvec
from refusals import InvalidParameter, NotConverged, RankDeficient


def svd(A):
    """A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0"""
    # A[m,n] -> U[m,n], s[n], V[n,n], rank:int
    raise NotImplementedError


def power_iteration(A, v0, iters):
    """vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v"""
    # A[n,n], v0[n], iters:int -> eigenvalue, v[n]
    raise NotImplementedError
