"""Triangular solves and a blocked Cholesky — shared_tests/katas/cholesky_solve/README.md"""

import numpy as np

from refusals import NotPositiveDefinite

WIDE = 32  # columns of a block: the rest is one product for each


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
