"""Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md"""

import numpy as np

from matrix_products import dot, matvec
from refusals import NotPositiveDefinite, RankDeficient


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
    L = np.zeros_like(A)
    for j in range(len(A)):
        # dⱼ = aⱼⱼ − Σ_{k<j} lⱼₖ², the pivot
        d = A[j, j] - dot(L[j, :j], L[j, :j])
        if A[j, j] <= 0 or d <= 1e-12 * A[j, j]:
            raise NotPositiveDefinite(
                f"pivot {j} is {d:.3g}, its diagonal entry {A[j, j]:.3g}"
            )
        # aᵢⱼ = Σ_{k<j} lᵢₖ lⱼₖ + lᵢⱼ lⱼⱼ
        L[j, j] = np.sqrt(d)
        L[j + 1 :, j] = (A[j + 1 :, j] - matvec(L[j + 1 :, :j], L[j, :j])) / L[j, j]
    return L


def cholesky_solve(A, b):
    """A x = b"""
    # A = L Lᵀ, so L y = b and Lᵀ x = y
    L = cholesky(A)
    return back_substitution(L.T, forward_substitution(L, b))
