"""Triangular systems exactly over the rationals; Cholesky factors with 50 digits."""

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import reconstructs, triangular
from dojo.spec.designs import decimals
from dojo.spec.refusals import NotPositiveDefinite, RankDeficient

# ------------------------------------------------------------------ the truth


def forward_substitution(L, b):
    return triangular_solve(np.tril(L), b)


def back_substitution(U, b):
    return triangular_solve(np.triu(U), b)


def triangular_solve(T, b):
    if not np.diag(T).all():
        raise RankDeficient("a diagonal entry is 0")
    return rational.rounded(rational.solve(rational.exact(T), rational.exact(b)))


def cholesky(A):
    S = symmetric(A)
    if min(rational.pivot_ratios(rational.exact(S))) <= 1e-12 or A[0, 0] <= 0:
        raise NotPositiveDefinite("a pivot is not positive")
    with mpmath.workdps(50):
        L = mpmath.cholesky(mpmath.matrix(S.tolist()))
        return np.array(L.tolist(), float)


def cholesky_solve(A, b):
    cholesky(A)
    return rational.rounded(
        rational.solve(rational.exact(symmetric(A)), rational.exact(b))
    )


def symmetric(A):
    """The symmetric matrix whose lower triangle is A's."""
    return np.tril(A) + np.tril(A, -1).T


# ------------------------------------------------------------------ what the draws are made of


def lower(rng, n):
    L = np.tril(rng.uniform(-1, 1, (n, n)), -1) + np.diag(rng.uniform(1, 2, n))
    return decimals(L)


def definite(rng, n):
    B = rng.uniform(-1, 1, (2 * n, n))
    return decimals(symmetric(B.T @ B + 0.1 * np.eye(n)))


def vector(rng, n):
    return decimals(rng.uniform(-5, 5, n))


def badly_scaled(rng):
    d = 10.0 ** np.array([6, -6, 3, 0, -3])
    return {"A": d[:, None] * definite(rng, 5) * d}


# ------------------------------------------------------------------ certificates


def certify_cholesky(A, L):
    return triangular("L", L) or reconstructs("A", symmetric(A), "L Lᵀ", L @ L.T)


CERTIFICATES = {"cholesky": certify_cholesky}


def well_posed(A, b=None):
    return rational.near_the_rank_test(rational.exact(symmetric(A)))


WELL_POSED = {"cholesky": well_posed, "cholesky_solve": well_posed}

# ------------------------------------------------------------------ the usual mistakes


def textbook_cholesky(A):
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        d = A[j, j] - L[j, :j] @ L[j, :j]
        if A[j, j] <= 0 or d <= 1e-12 * A[j, j]:
            raise NotPositiveDefinite(f"pivot {j} is {d}")
        L[j, j] = np.sqrt(d)
        L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / np.sqrt(d)
    return L


# ------------------------------------------------------------------ other valid ways


def ldl(A, b):
    """A = L D Lᵀ without square roots."""
    L = textbook_cholesky(A)
    d = np.diag(L)
    return np.linalg.solve((L / d).T, np.linalg.solve(L / d, b) / d**2)


ALTERNATIVES = {
    "cholesky_solve": {
        "L D Lᵀ": ldl,
        "LU": lambda A, b: (cholesky(A), np.linalg.solve(symmetric(A), b))[1],
    }
}
