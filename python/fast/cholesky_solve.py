"""Triangular solves and a blocked Cholesky — shared_tests/katas/cholesky_solve/README.md"""

import numpy as np

from matrix_products import dot
from refusals import NotPositiveDefinite, RankDeficient

WIDE = 32  # columns of a block: the rest is one product for each


def forward_substitution(L, b):
    """L x = b"""
    x = np.zeros(len(b))
    for i in range(len(b)):
        if L[i, i] == 0:
            raise RankDeficient(f"diagonal entry {i} of L is 0")
        # Σ_{k<i} lᵢₖ xₖ + lᵢᵢ xᵢ = bᵢ
        x[i] = (b[i] - dot(L[i, :i], x[:i])) / L[i, i]
    return x


def back_substitution(U, b):
    """U x = b"""
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        if U[i, i] == 0:
            raise RankDeficient(f"diagonal entry {i} of U is 0")
        # uᵢᵢ xᵢ + Σ_{k>i} uᵢₖ xₖ = bᵢ
        x[i] = (b[i] - dot(U[i, i + 1 :], x[i + 1 :])) / U[i, i]
    return x


def cholesky(A):
    """A = L Lᵀ"""
    L = np.tril(A)
    for top in range(0, len(A), WIDE):
        end = min(top + WIDE, len(A))
        for j in range(top, end):
            # dⱼ = aⱼⱼ − Σ_{k<j} lⱼₖ², the pivot; up to k = top it is done
            d = L[j, j] - L[j, top:j] @ L[j, top:j]
            if A[j, j] <= 0 or d <= 1e-12 * A[j, j]:
                raise NotPositiveDefinite(
                    f"pivot {j} is {d:.3g}, its diagonal entry {A[j, j]:.3g}"
                )
            # aᵢⱼ = Σ_{k<j} lᵢₖ lⱼₖ + lᵢⱼ lⱼⱼ
            L[j, j] = np.sqrt(d)
            L[j + 1 :, j] -= L[j + 1 :, top:j] @ L[j, top:j]
            L[j + 1 :, j] /= L[j, j]
        # A₂₂ − L₂₁L₂₁ᵀ is left for the columns that follow
        L[end:, end:] -= L[end:, top:end] @ L[end:, top:end].T
    return np.tril(L)


def cholesky_solve(A, b):
    """A x = b"""
    # A = L Lᵀ, so L y = b and Lᵀ x = y
    L = cholesky(A)
    return back_substitution(L.T, forward_substitution(L, b))
