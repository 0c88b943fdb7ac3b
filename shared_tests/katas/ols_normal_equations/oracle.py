"""The normal equations over the rationals, rounded once."""

import numpy as np
import scipy.linalg

from dojo.spec import rational
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.designs import decimals, uniform

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


def minimum_norm(X, y):
    return np.linalg.lstsq(X, y)[0]


def by_svd(X, y):
    """With columns of unit length, where there is one."""
    length = np.linalg.norm(X, axis=0)
    length[length == 0] = 1
    return minimum_norm(X / length, y) / length


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
