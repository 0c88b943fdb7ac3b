"""Products over the rationals, rounded once."""

import numpy as np

from dojo import exact
from dojo.fixtures import Recipe, Workload, decimals
from dojo.properties import symmetric

EPS = np.finfo(float).eps

# ------------------------------------------------------------------ the truth


def dot(x, y):
    return exact.rounded(exact.dot(exact.exact(x), exact.exact(y)))


def matvec(A, x):
    return exact.rounded(exact.matvec(exact.exact(A), exact.exact(x)))


def rmatvec(A, y):
    return exact.rounded(exact.matvec(exact.transpose(exact.exact(A)), exact.exact(y)))


def matmul(A, B):
    return exact.rounded(exact.matmul(exact.exact(A), exact.exact(B)))


def gram(X):
    return exact.rounded(exact.gram(exact.exact(X)))


# ------------------------------------------------------------------ a second route, in float64

REFERENCES = {
    "dot": lambda x, y: x @ y,
    "matvec": lambda A, x: A @ x,
    "rmatvec": lambda A, y: A.T @ y,
    "matmul": lambda A, B: A @ B,
    "gram": lambda X: X.T @ X,
}

# The error of a sum of k products in any order is at most k ε Σ|aᵢbᵢ| + O(ε²); 4 is room for the second order.
BOUNDS = {
    "dot": lambda x, y: 4 * len(x) * EPS * (np.abs(x) @ np.abs(y)),
    "matvec": lambda A, x: 4 * A.shape[1] * EPS * (np.abs(A) @ np.abs(x)),
    "rmatvec": lambda A, y: 4 * A.shape[0] * EPS * (np.abs(A).T @ np.abs(y)),
    "matmul": lambda A, B: 4 * A.shape[1] * EPS * (np.abs(A) @ np.abs(B)),
    "gram": lambda X: 4 * X.shape[0] * EPS * (np.abs(X).T @ np.abs(X)),
}

# ------------------------------------------------------------------ drawn cases


def uniform(rng, *shape):
    return decimals(rng.uniform(-10, 10, shape))


def integers(rng, *shape):
    return rng.randint(-(2**20), 2**20, shape).astype(float)


def scaled(rng, n, p):
    return uniform(rng, n, p) * 10.0 ** np.linspace(-6, 6, p).round()


DECIMALS = "decimal fractions, so that the order of summation shows and is allowed for"
EXACT = "integers below 2²⁰: every bit must be right"
SCALED = "columns from 1e-6 to 1e6: each entry is compared on its own scale"

DRAWN = {
    "dot": [
        Recipe(
            "decimals", DECIMALS, lambda r: {"x": uniform(r, 37), "y": uniform(r, 37)}
        ),
        Recipe(
            "integers", EXACT, lambda r: {"x": integers(r, 50), "y": integers(r, 50)}
        ),
    ],
    "matvec": [
        Recipe(
            "decimals", DECIMALS, lambda r: {"A": uniform(r, 5, 9), "x": uniform(r, 9)}
        ),
        Recipe(
            "tall",
            "more rows than columns",
            lambda r: {"A": integers(r, 9, 4), "x": integers(r, 4)},
        ),
        Recipe(
            "badly scaled", SCALED, lambda r: {"A": scaled(r, 6, 5), "x": uniform(r, 5)}
        ),
    ],
    "rmatvec": [
        Recipe(
            "decimals", DECIMALS, lambda r: {"A": uniform(r, 9, 5), "y": uniform(r, 9)}
        ),
        Recipe(
            "wide",
            "more columns than rows",
            lambda r: {"A": integers(r, 4, 9), "y": integers(r, 4)},
        ),
        Recipe(
            "badly scaled", SCALED, lambda r: {"A": scaled(r, 6, 5), "y": uniform(r, 6)}
        ),
    ],
    "matmul": [
        Recipe(
            "seven by three by five",
            EXACT,
            lambda r: {"A": integers(r, 7, 3), "B": integers(r, 3, 5)},
        ),
        Recipe(
            "decimals",
            DECIMALS,
            lambda r: {"A": uniform(r, 4, 9), "B": uniform(r, 9, 3)},
        ),
        Recipe(
            "badly scaled",
            SCALED,
            lambda r: {"A": uniform(r, 4, 6), "B": scaled(r, 6, 5)},
        ),
    ],
    "gram": [
        Recipe("tall", EXACT, lambda r: {"X": integers(r, 12, 5)}),
        Recipe("wide", "more columns than rows", lambda r: {"X": integers(r, 3, 7)}),
        Recipe("decimals", DECIMALS, lambda r: {"X": uniform(r, 11, 4)}),
        Recipe("badly scaled", SCALED, lambda r: {"X": scaled(r, 9, 5)}),
    ],
}

# ------------------------------------------------------------------ certificates

CERTIFICATES = {"gram": lambda X, G: symmetric("G", G)}

# ------------------------------------------------------------------ the usual mistakes


def column_major(A):
    """The same numbers in memory, read by columns instead of rows."""
    return A.ravel().reshape(A.shape, order="F")


MISTAKES = {
    "dot": {
        "the last term is left out": lambda x, y: x[:-1] @ y[:-1],
        "the terms beyond a multiple of four are left out": lambda x, y: (
            x[: len(x) // 4 * 4] @ y[: len(x) // 4 * 4]
        ),
        "the squares of x are summed": lambda x, y: x @ x,
    },
    "matvec": {
        "A is read by columns": lambda A, x: column_major(A) @ x,
        "the last column is left out": lambda A, x: A[:, :-1] @ x[:-1],
        "x is written into the result instead of summed": lambda A, x: A[:, -1] * x[-1],
    },
    "rmatvec": {
        "A is not transposed": lambda A, y: (
            A @ y if A.shape[0] == A.shape[1] else A.T @ y
        ),
        "A is read by columns": lambda A, y: column_major(A).T @ y,
        "the last row is left out": lambda A, y: A[:-1].T @ y[:-1],
    },
    "matmul": {
        "A is read by columns": lambda A, B: column_major(A) @ B,
        "B is read by columns": lambda A, B: A @ column_major(B),
        "the last term of each sum is left out": lambda A, B: A[:, :-1] @ B[:-1],
        "the product is returned transposed": lambda A, B: (A @ B).T,
        "square factors are swapped": lambda A, B: (
            B @ A if A.shape == B.shape else A @ B
        ),
    },
    "gram": {
        "XXᵀ is formed instead of XᵀX": lambda X: X @ X.T,
        "X is read by columns": lambda X: column_major(X).T @ column_major(X),
        "the last row is left out": lambda X: X[:-1].T @ X[:-1],
        "only one triangle is filled": lambda X: np.triu(X.T @ X),
    },
}

# ------------------------------------------------------------------ other valid ways

ALTERNATIVES = {
    "matmul": {
        "rank-one sums": lambda A, B: sum(
            np.outer(A[:, k], B[k]) for k in range(A.shape[1])
        )
    },
    "gram": {
        "row by row": lambda X: sum(np.outer(x, x) for x in X),
        "backwards": lambda X: X[::-1].T @ X[::-1],
    },
}

# ------------------------------------------------------------------ what is timed

WORKLOADS = {
    "matmul": Workload(
        sizes={"n": 512},
        draw=lambda rng, n: {
            "A": rng.standard_normal((n, n)),
            "B": rng.standard_normal((n, n)),
        },
        flops=lambda n: 2 * n**3,
        bytes=lambda n: 24 * n**2,
    ),
    "gram": Workload(
        sizes={"n": 100_000, "p": 64},
        draw=lambda rng, n, p: {"X": rng.standard_normal((n, p))},
        flops=lambda n, p: n * p * (p + 1),
        bytes=lambda n, p: 8 * n * p,
    ),
}
