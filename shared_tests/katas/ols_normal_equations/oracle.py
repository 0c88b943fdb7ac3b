"""The normal equations over the rationals, rounded once."""

import numpy as np
import scipy.linalg

from dojo import exact
from dojo.designs import badly_scaled, line, nearly_dependent, uniform, with_target
from dojo.exact import refuse_wide
from dojo.fixtures import Recipe, Workload, decimals
from dojo.properties import orthogonal_residual
from dojo.refusals import NotPositiveDefinite, RankDeficient

EPS = np.finfo(float).eps

# ------------------------------------------------------------------ the truth


def ols(X, y):
    exact.refuse_dependent(X, exact.RANK)
    X, y = exact.exact(X), exact.exact(y)
    return exact.rounded(
        exact.solve(exact.gram(X), exact.matvec(exact.transpose(X), y))
    )


def predict(X, w):
    return exact.rounded(exact.matvec(exact.exact(X), exact.exact(w)))


# ------------------------------------------------------------------ a second route, in float64


def refusing(solve):
    """A way to solve, behind the refusal."""

    def solve_or_refuse(X, y):
        exact.refuse_dependent(X, exact.RANK)
        return solve(X, y)

    return solve_or_refuse


def definite_solve(G, c):
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(G), c)


def by_lapack(X, y):
    return definite_solve(X.T @ X, X.T @ y)


REFERENCES = {"ols": refusing(by_lapack), "predict": lambda X, w: X @ w}

# The error of a sum of p products in any order is at most p ε Σ|xⱼwⱼ| + O(ε²); 4 is room for the second order.
BOUNDS = {
    "predict": lambda X, w: 4 * X.shape[1] * EPS * (np.abs(X) @ np.abs(w)),
}

# ------------------------------------------------------------------ drawn cases


def cubic(rng):
    x = np.sort(rng.uniform(0, 1, 12))
    return decimals(np.vander(x, 4, increasing=True))


def square(rng):
    return decimals(uniform(rng, 4, 4) + 4 * np.eye(4))


DRAWN = {
    "ols": [
        Recipe(
            "ordinary",
            "wrong formulas have nowhere to hide",
            lambda r: with_target(r, uniform(r, 14, 5)),
        ),
        Recipe(
            "line far from zero",
            "κ = 1e3, squared in XᵀX: six digits are lost, no pivot may be refused",
            lambda r: with_target(r, line(r, 10, middle=50)),
        ),
        Recipe(
            "badly scaled",
            "columns from 1e-6 to 1e6: the rank test is relative to each column",
            lambda r: with_target(r, badly_scaled(r, 11, 5)),
        ),
        Recipe(
            "nearly dependent",
            "three columns almost in a plane: ill-conditioned, but not singular",
            lambda r: with_target(r, nearly_dependent(r, 12, 4, 0.05)),
        ),
        Recipe(
            "cubic",
            "the powers of x in [0, 1] resemble each other",
            lambda r: with_target(r, cubic(r)),
        ),
        Recipe(
            "square",
            "n = p: the residual is 0",
            lambda r: with_target(r, square(r)),
        ),
    ],
    "predict": [
        Recipe(
            "decimals",
            "decimal fractions: the order of summation is allowed for",
            lambda r: {"X": uniform(r, 7, 5), "w": uniform(r, 5)},
        ),
        Recipe(
            "badly scaled",
            "columns from 1e-6 to 1e6: each prediction is compared on its own scale",
            lambda r: {"X": badly_scaled(r, 11, 5), "w": uniform(r, 5)},
        ),
        Recipe(
            "wide",
            "more columns than rows predict as well",
            lambda r: {"X": uniform(r, 3, 6), "w": uniform(r, 6)},
        ),
    ],
}

# ------------------------------------------------------------------ certificates


CERTIFICATES = {"ols": orthogonal_residual}


def well_posed(X, y):
    n, p = X.shape
    return "" if n < p else exact.near_the_rank_test(exact.gram(exact.exact(X)))


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

# ------------------------------------------------------------------ what is timed

WORKLOADS = {
    "ols": Workload(
        sizes={"n": 200_000, "p": 50},
        more=({"n": 5_000, "p": 500}, {"n": 1_000, "p": 800}),
        draw=lambda rng, n, p: {
            "X": rng.standard_normal((n, p)),
            "y": rng.standard_normal(n),
        },
        flops=lambda n, p: n * p * (p + 1) + 2 * n * p + p**3 / 3,
        bytes=lambda n, p: 8 * n * (p + 1),
    ),
}
