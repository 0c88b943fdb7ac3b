"""The normal equations over the rationals, rounded once."""

import numpy as np
import scipy.linalg

from dojo.spec import rational
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.designs import (
    decimals,
    uniform,
)
from dojo.spec.rational import refuse_wide
from dojo.spec.refusals import NotPositiveDefinite, RankDeficient

EPS = np.finfo(float).eps

# ------------------------------------------------------------------ the truth


def ols(X, y):
    rational.refuse_dependent(X, rational.RANK)
    X, y = rational.exact(X), rational.exact(y)
    return rational.rounded(
        rational.solve(rational.gram(X), rational.matvec(rational.transpose(X), y))
    )


def predict(X, w):
    return rational.rounded(rational.matvec(rational.exact(X), rational.exact(w)))


# ------------------------------------------------------------------ a second route, in float64


def refusing(solve):
    """A way to solve, behind the refusal."""

    def solve_or_refuse(X, y):
        rational.refuse_dependent(X, rational.RANK)
        return solve(X, y)

    return solve_or_refuse


def definite_solve(G, c):
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(G), c)


def by_lapack(X, y):
    return definite_solve(X.T @ X, X.T @ y)


# The error of a sum of p products in any order is at most p ε Σ|xⱼwⱼ| + O(ε²); 4 is room for the second order.
BOUNDS = {
    "predict": lambda X, w: 4 * X.shape[1] * EPS * (np.abs(X) @ np.abs(w)),
}

# ------------------------------------------------------------------ what the draws are made of


def cubic(rng):
    x = np.sort(rng.uniform(0, 1, 12))
    return decimals(np.vander(x, 4, increasing=True))


def square(rng):
    return decimals(uniform(rng, 4, 4) + 4 * np.eye(4))


# ------------------------------------------------------------------ certificates


CERTIFICATES = {"ols": orthogonal_residual}


def well_posed(X, y):
    n, p = X.shape
    return (
        "" if n < p else rational.near_the_rank_test(rational.gram(rational.exact(X)))
    )


WELL_POSED = {"ols": well_posed}

# ------------------------------------------------------------------ the usual mistakes


def by_cholesky(X, y, singular):
    """The normal equations, refused where singular(pivot, diagonal entry)."""
    G = X.T @ X
    L = np.zeros_like(G)
    for j, g in enumerate(np.diag(G)):
        d = g - L[j, :j] @ L[j, :j]
        if singular(d, g):
            raise RankDeficient(f"pivot {j} is {d}")
        L[j:, j] = (G[j:, j] - L[j:, :j] @ L[j, :j]) / np.sqrt(d)
    return scipy.linalg.cho_solve((L, True), X.T @ y)


def relative(d, g):
    return d <= 1e-12 * g


def minimum_norm(X, y):
    return np.linalg.lstsq(X, y)[0]


def by_svd(X, y):
    """With columns of unit length, where there is one."""
    length = np.linalg.norm(X, axis=0)
    length[length == 0] = 1
    return minimum_norm(X / length, y) / length


def first_rows(X, y):
    p = X.shape[1]
    return minimum_norm(X[:p], y[:p])


def without_transpose(X, y):
    p = X.shape[1]
    return minimum_norm(X.T @ X, y[:p])


def with_intercept(X, y):
    return minimum_norm(X - X.mean(axis=0), y - y.mean())


def one_at_a_time(X, y):
    return X.T @ y / (X * X).sum(axis=0)


def with_a_little_ridge(X, y):
    refuse_wide(X)
    return np.linalg.solve(X.T @ X + 1e-8 * np.eye(X.shape[1]), X.T @ y)


def pivots_against_zero(X, y):
    refuse_wide(X)
    return by_cholesky(X, y, lambda d, g: d <= 0)


def pivots_against_a_number(X, y):
    refuse_wide(X)
    return by_cholesky(X, y, lambda d, g: d <= 1e-12)


def passed_on(X, y):
    try:
        return ols(X, y)
    except RankDeficient as refusal:
        raise NotPositiveDefinite(str(refusal)) from None


def first_is_intercept(X, w):
    return w[0] + X[:, 1:] @ w[1:]


def transposed(X, w):
    return (X.T if len(X) == len(w) else X) @ w


MISTAKES = {
    "ols": {
        "the rank is not tested": by_svd,
        "the refusal of Cholesky is passed on, but it is X that lacks rank": passed_on,
        "the number of rows is not compared with the number of columns": lambda X, y: (
            by_cholesky(X, y, relative)
        ),
        "the pivot is compared with 0, not with its diagonal entry": pivots_against_zero,
        "the pivot is compared with 1e-12 itself": pivots_against_a_number,
        "an intercept is fitted although nobody asked for one": with_intercept,
        "each column is fitted by itself, as if the columns were orthogonal": one_at_a_time,
        "Xᵀ is forgotten on the right-hand side": without_transpose,
        "only the first p rows are used": first_rows,
        "a little ridge is added to XᵀX to make it invertible": with_a_little_ridge,
    },
    "predict": {
        "the first coefficient is taken for an intercept": first_is_intercept,
        "X is transposed": transposed,
        "the last column is left out": lambda X, w: X[:, :-1] @ w[:-1],
        "the mean of X is subtracted first": lambda X, w: (X - X.mean(axis=0)) @ w,
    },
}

# ------------------------------------------------------------------ other valid ways


def by_qr(X, y):
    Q, R = np.linalg.qr(X)
    return scipy.linalg.solve_triangular(R, Q.T @ y)


def last_column_first(X, y):
    return by_lapack(X[:, ::-1], y)[::-1]


def row_by_row(X, y):
    G, c = np.zeros((X.shape[1], X.shape[1])), np.zeros(X.shape[1])
    for x, target in zip(X, y, strict=True):
        G += np.outer(x, x)
        c += target * x
    return definite_solve(G, c)


ALTERNATIVES = {
    "ols": {
        "Householder QR": refusing(by_qr),
        "SVD": refusing(by_svd),
        "LU of XᵀX": refusing(lambda X, y: np.linalg.solve(X.T @ X, X.T @ y)),
        "the last column first": refusing(last_column_first),
        "XᵀX and Xᵀy row by row": refusing(row_by_row),
    },
    "predict": {
        "column by column": lambda X, w: sum(X[:, j] * w[j] for j in range(X.shape[1])),
    },
}
