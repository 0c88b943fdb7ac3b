"""Least-squares problems on which programs differ: the raw material of recipes. All entries are rounded decimals."""

from typing import Any

import numpy as np
from numpy.random import RandomState as Rng


def decimals(values: Any, digits: int = 4) -> np.ndarray:
    """Rounded to a few decimals, so that a fixture stays small; the rounded numbers are the exact input."""
    return np.round(values, digits)


def uniform(rng: Rng, *shape: int) -> np.ndarray:
    """Nothing special: numbers between −3 and 3."""
    return decimals(rng.uniform(-3, 3, shape))


def badly_scaled(rng: Rng, n: int, p: int) -> np.ndarray:
    """Up to five columns from 1e-6 to 1e6."""
    return uniform(rng, n, p) * 10.0 ** np.array([6, -6, 3, 0, -3])[:p]


def nearly_dependent(
    rng: Rng, n: int, p: int, width: float, digits: int = 4
) -> np.ndarray:
    """x₂ = x₀ − x₁ but for numbers up to `width`: three columns almost in a plane."""
    X = uniform(rng, n, p)
    X[:, 2] = decimals(X[:, 0] - X[:, 1] + rng.uniform(-width, width, n), digits)
    return X


def line(rng: Rng, n: int, middle: float) -> np.ndarray:
    """1 and x, within 3 of `middle`."""
    x = decimals(middle + rng.uniform(-3, 3, n))
    return np.column_stack([np.ones(n), x])


def powers(n: int, degree: int) -> np.ndarray:
    """1, x, x², … at n points from 0 to 1."""
    return np.vander(np.linspace(0, 1, n).round(2), degree + 1, increasing=True)


def hilbert(n: int, p: int) -> np.ndarray:
    """1/(i + j + 1)"""
    return 1 / (np.arange(n)[:, None] + np.arange(p) + 1)


def graded(X: np.ndarray) -> np.ndarray:
    """The columns of X times powers of ten from 1e-6 to 1e6."""
    return X * 10.0 ** np.linspace(-6, 6, X.shape[1]).round()


def with_target(rng: Rng, X: np.ndarray, noise: float = 0.3) -> dict[str, np.ndarray]:
    """X, and a y to which every column contributes: |wⱼ|‖xⱼ‖ between 1 and 3 per √n, and noise."""
    n, p = X.shape
    share = rng.choice([-1, 1], p) * rng.uniform(1, 3, p)
    w = share * np.sqrt(n) / np.linalg.norm(X, axis=0)
    return {"X": X, "y": decimals(X @ w + rng.normal(0, noise, n))}


def regression(
    rng: Rng,
    n: int,
    p: int,
    scales: Any = 1.0,
    offset: float = 0.0,
    noise: float = 1.0,
    outliers: int = 0,
    clear: bool = False,
    digits: int = 8,
) -> dict[str, np.ndarray]:
    """A constant column and p − 1 others, times `scales`; y = Xw + noise + offset, some of it far off; and w,
    with no entry near 0 where it shall be clear."""
    X = np.column_stack([np.ones(n), rng.uniform(-2, 2, (n, p - 1))]) * scales
    sign = rng.choice([-1, 1], p) if clear else 1
    w = sign * rng.uniform(2 if clear else -3, 4 if clear else 3, p) / scales
    y = X @ w + noise * rng.uniform(-1, 1, n) + offset
    y[:outliers] += rng.choice([-1, 1], outliers) * rng.uniform(10, 40, outliers)
    return {"X": decimals(X, digits), "y": decimals(y), "w": decimals(w, 8)}


def far_from_zero(rng: Rng, digits: int = 8) -> dict[str, np.ndarray]:
    """y near 10⁶ and w so close that Xw − y is near 1: six digits cancel."""
    drawn = regression(rng, 12, 3, offset=1e6, digits=digits)
    return drawn | {"w": decimals(drawn["w"] + [1e6, 0, 0])}


def sum_of_columns(rng: np.random.Generator, n: int, p: int) -> dict[str, np.ndarray]:
    """To be timed: y is the sum of the columns and noise."""
    X = rng.standard_normal((n, p))
    return {"X": X, "y": X.sum(axis=1) + rng.standard_normal(n)}
