"""The normal equations over the rationals, rounded once."""

import numpy as np
import scipy.linalg

from dojo.spec import rational
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.designs import decimals, uniform
from dojo.spec.refusals import after

EPS = np.finfo(float).eps

# ------------------------------------------------------------------ the truth


def ols(X, y):
    refuse(X, y)
    return rational.rounded(
        rational.least_squares(rational.exact(X), rational.exact(y))
    )


def refuse(X, y):
    rational.refuse_dependent(X, rational.RANK)


def predict(X, w):
    return rational.rounded(rational.matvec(rational.exact(X), rational.exact(w)))


# ------------------------------------------------------------------ a second route, in float64


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
    return "" if n < p else rational.nearly_dependent(X)


WELL_POSED = {"ols": well_posed}

# ------------------------------------------------------------------ other valid ways


def by_svd(X, y):
    """With columns of unit length, where there is one."""
    length = np.linalg.norm(X, axis=0)
    length[length == 0] = 1
    return np.linalg.lstsq(X / length, y)[0] / length


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
        "Householder QR": after(refuse, by_qr),
        "SVD": after(refuse, by_svd),
        "LU of XᵀX": after(refuse, lambda X, y: np.linalg.solve(X.T @ X, X.T @ y)),
        "the last column first": after(refuse, last_column_first),
        "XᵀX and Xᵀy row by row": after(refuse, row_by_row),
    },
    "predict": {
        "column by column": lambda X, w: sum(X[:, j] * w[j] for j in range(X.shape[1])),
    },
}
