"""Sums, means, variances that do not cancel — shared_tests/katas/stable_moments/README.md"""

import numpy as np

from matrix_products import dot, gram
from refusals import InvalidParameter


def compensated_sum(x):
    """s = Σᵢ xᵢ, with Neumaier's compensation"""
    # t = fl(s + x), the running sums
    t = np.cumsum(x)
    s = np.concatenate(([0.0], t[:-1]))
    # s + x = t + e exactly: e is what the smaller of the two loses
    e = np.where(np.abs(s) >= np.abs(x), (s - t) + x, (x - t) + s)
    return t[-1] + e.sum()


def mean_var(x, ddof):
    """x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)"""
    n = len(x)
    if not 0 <= ddof < n:
        raise InvalidParameter(f"ddof is {ddof}, it must be at least 0 and below {n}")
    # x̄ first: the squares of the deviations are positive and cannot cancel
    mean = compensated_sum(x) / n
    d = x - mean
    return mean, dot(d, d) / (n - ddof)


def covariance(X, ddof):
    """C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)"""
    # (n − ddof) C is the Gram matrix of the centred columns
    mean = np.array([mean_var(x, ddof)[0] for x in X.T])
    return gram(X - mean) / (len(X) - ddof)


def merge_moments(na, mean_a, M2_a, nb, mean_b, M2_b):
    """mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a"""
    if min(na, nb) < 0 or min(M2_a, M2_b) < 0:
        raise InvalidParameter(
            f"counts {na} and {nb}, sums of squares {M2_a} and {M2_b}: one is negative"
        )
    # the mean of nothing says nothing
    if na == 0 and nb == 0:
        return 0, 0.0, 0.0
    if na == 0:
        return nb, mean_b, M2_b
    if nb == 0:
        return na, mean_a, M2_a
    # Σ (x − m)² over a is M2_a + na (m − mean_a)² for every m; so over b
    n, delta = na + nb, mean_b - mean_a
    return n, mean_a + delta * nb / n, M2_a + M2_b + delta**2 * na * nb / n
