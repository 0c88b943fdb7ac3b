"""Triangular systems exactly over the rationals; Cholesky factors with 50 digits."""

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import reconstructs, triangular
from dojo.spec.designs import decimals
from dojo.spec.refusals import NotPositiveDefinite, RankDeficient

# ------------------------------------------------------------------ the truth


def forward_substitution(L, b):
    if not np.diag(L).all():
        raise RankDeficient("a diagonal entry is 0")
    return rational.rounded(
        rational.solve(rational.exact(np.tril(L)), rational.exact(b))
    )


def back_substitution(U, b):
    if not np.diag(U).all():
        raise RankDeficient("a diagonal entry is 0")
    return rational.rounded(
        rational.solve(rational.exact(np.triu(U)), rational.exact(b))
    )


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


# ------------------------------------------------------------------ a second route, in float64


def refusing(solve):
    """A library's solve behind our refusals."""

    def solve_or_refuse(T, b):
        if not np.diag(T).all():
            raise RankDeficient("a diagonal entry is 0")
        return solve(T, b)

    return solve_or_refuse


# ------------------------------------------------------------------ what the draws are made of


def lower(rng, n):
    L = np.tril(rng.uniform(-1, 1, (n, n)), -1) + np.diag(rng.uniform(1, 2, n))
    return decimals(L)


def definite(rng, n):
    B = rng.uniform(-1, 1, (2 * n, n))
    return decimals(symmetric(B.T @ B + 0.1 * np.eye(n)))


def hilbert(n):
    return 1 / (np.arange(n)[:, None] + np.arange(n) + 1)


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


def textbook_cholesky(A, pivot_test=True, root=np.sqrt):
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        d = A[j, j] - L[j, :j] @ L[j, :j]
        if pivot_test and (A[j, j] <= 0 or d <= 1e-12 * A[j, j]):
            raise NotPositiveDefinite(f"pivot {j} is {d}")
        L[j, j] = np.sqrt(d)
        L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / root(d)
    return L


def absolute_pivot_test(A):
    L = textbook_cholesky(A, pivot_test=False)
    if not (np.diag(L) ** 2 > 1e-12).all():
        raise NotPositiveDefinite("a pivot is below 1e-12")
    return L


def only_positive(A):
    L = textbook_cholesky(A, pivot_test=False)
    if not (np.diag(L) > 0).all():
        raise NotPositiveDefinite("a pivot is not positive")
    return L


def substitute(T, b, order, ones=False, all_entries=False):
    if not np.diag(T).all():
        raise RankDeficient("a diagonal entry is 0")
    x = np.zeros(len(b))
    for i in order:
        others = (
            np.arange(len(b)) != i
            if all_entries
            else np.isin(np.arange(len(b)), order[: list(order).index(i)])
        )
        x[i] = (b[i] - T[i, others] @ x[others]) / (1 if ones else T[i, i])
    return x


def unguarded(T, b, order):
    x = np.zeros(len(b))
    for i in order:
        others = np.array(
            [
                k
                for k in order
                if k != i and list(order).index(k) < list(order).index(i)
            ],
            int,
        )
        x[i] = (b[i] - T[i, others] @ x[others]) / T[i, i]
    return x


def forward(b):
    return list(range(len(b)))


def backward(b):
    return forward(b)[::-1]


MISTAKES = {
    "forward_substitution": {
        "the other triangle is read": lambda L, b: refusing(np.linalg.solve)(L, b),
        "the division by the diagonal is forgotten": lambda L, b: substitute(
            L, b, forward(b), ones=True
        ),
        "the unknowns are found from the last to the first": lambda L, b: substitute(
            L, b, backward(b)
        ),
        "a zero on the diagonal is divided by": lambda L, b: unguarded(
            L, b, forward(b)
        ),
    },
    "back_substitution": {
        "the other triangle is read": lambda U, b: refusing(np.linalg.solve)(U, b),
        "the division by the diagonal is forgotten": lambda U, b: substitute(
            U, b, backward(b), ones=True
        ),
        "the unknowns are found from the first to the last": lambda U, b: substitute(
            U, b, forward(b)
        ),
        "a zero on the diagonal is divided by": lambda U, b: unguarded(
            U, b, backward(b)
        ),
    },
    "cholesky": {
        "the upper triangle is read": lambda A: textbook_cholesky(A.T),
        "a column is divided by its pivot instead of the pivot's root": lambda A: (
            textbook_cholesky(A, root=lambda d: d)
        ),
        "the pivot is compared with 0, not with its diagonal entry": only_positive,
        "the pivot is compared with 1e-12 itself, not relative to the diagonal": absolute_pivot_test,
        "no pivot is tested": lambda A: textbook_cholesky(A, pivot_test=False),
        "the upper factor is returned": lambda A: textbook_cholesky(A).T,
    },
    "cholesky_solve": {
        "the second solve uses L instead of Lᵀ": lambda A, b: substitute(
            textbook_cholesky(A),
            substitute(textbook_cholesky(A), b, forward(b)),
            forward(b),
        ),
        "the second solve is forgotten": lambda A, b: substitute(
            textbook_cholesky(A), b, forward(b)
        ),
        "no pivot is tested": lambda A, b: np.linalg.solve(symmetric(A), b),
    },
}

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
