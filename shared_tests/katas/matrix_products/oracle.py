"""Products over the rationals, rounded once."""

import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import symmetric

EPS = np.finfo(float).eps

# ------------------------------------------------------------------ the truth


def dot(x, y):
    return rational.rounded(rational.dot(rational.exact(x), rational.exact(y)))


def matvec(A, x):
    return rational.rounded(rational.matvec(rational.exact(A), rational.exact(x)))


def rmatvec(A, y):
    return matvec(A.T, y)


def matmul(A, B):
    return rational.rounded(rational.matmul(rational.exact(A), rational.exact(B)))


def gram(X):
    return rational.rounded(rational.gram(rational.exact(X)))


# The error of a sum of k products in any order is at most k ε Σ|aᵢbᵢ| + O(ε²); 4 is room for the second order.
BOUNDS = {
    "dot": lambda x, y: 4 * len(x) * EPS * (np.abs(x) @ np.abs(y)),
    "matvec": lambda A, x: 4 * A.shape[1] * EPS * (np.abs(A) @ np.abs(x)),
    "rmatvec": lambda A, y: 4 * A.shape[0] * EPS * (np.abs(A).T @ np.abs(y)),
    "matmul": lambda A, B: 4 * A.shape[1] * EPS * (np.abs(A) @ np.abs(B)),
    "gram": lambda X: 4 * X.shape[0] * EPS * (np.abs(X).T @ np.abs(X)),
}

# ------------------------------------------------------------------ what the draws are made of


def uniform(rng, *shape):
    return np.round(rng.uniform(-10, 10, shape), 4)


def integers(rng, *shape):
    return rng.randint(-(2**20), 2**20, shape).astype(float)


# ------------------------------------------------------------------ certificates, other valid ways

CERTIFICATES = {"gram": lambda X, G: symmetric("G", G)}


def rank_one_sums(A, B):
    return sum(np.outer(A[:, k], B[k]) for k in range(A.shape[1]))


ALTERNATIVES = {
    "matmul": {"rank-one sums": rank_one_sums},
    "gram": {
        "row by row": lambda X: rank_one_sums(X.T, X),
        "backwards": lambda X: rank_one_sums(X[::-1].T, X[::-1]),
    },
}
