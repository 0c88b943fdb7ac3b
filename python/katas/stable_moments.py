"""Sums, means, variances that do not cancel — shared_tests/katas/stable_moments/README.md"""

import numpy as np

from matrix_products import dot, gram
from refusals import InvalidParameter


def compensated_sum(x):
    """s = Σᵢ xᵢ, with Neumaier's compensation"""
    # x[n] -> s
    raise NotImplementedError


def mean_var(x, ddof):
    """x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)"""
    # x[n], ddof:int -> mean, var
    raise NotImplementedError


def covariance(X, ddof):
    """C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)"""
    # X[n,p], ddof:int -> C[p,p]
    raise NotImplementedError


def merge_moments(na, mean_a, M2_a, nb, mean_b, M2_b):
    """mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a"""
    # na:int, mean_a, M2_a, nb:int, mean_b, M2_b -> n:int, mean, M2
    raise NotImplementedError
