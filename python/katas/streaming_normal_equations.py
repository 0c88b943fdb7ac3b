"""Moments of chunks, merged, and ridge from them — shared_tests/katas/streaming_normal_equations/README.md"""

import numpy as np

from cholesky_solve import cholesky_solve
from matrix_products import dot, gram, matvec
from refusals import InvalidParameter, NotPositiveDefinite, RankDeficient
from ridge import center


def moments(X, y):
    """mean = (1/n) Σᵢ aᵢ, S = Σᵢ (aᵢ − mean)(aᵢ − mean)ᵀ with aᵢ = (xᵢ, yᵢ)"""
    # X[n,p], y[n] -> n:int, mean[p+1], S[p+1,p+1]
    raise NotImplementedError


def merge(na, mean_a, S_a, nb, mean_b, S_b):
    """mean = mean_a + δ nb/n, S = S_a + S_b + δδᵀ na nb/n, δ = mean_b − mean_a"""
    # na:int, mean_a[q], S_a[q,q], nb:int, mean_b[q], S_b[q,q] -> n:int, mean[q], S[q,q]
    raise NotImplementedError


def solve_moments(n, mean, S, lam):
    """w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖², sse = ‖y − b − Xw‖²"""
    # n:int, mean[q], S[q,q], lam -> w[q-1], b, sse
    raise NotImplementedError
