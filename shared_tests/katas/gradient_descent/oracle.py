"""Value and gradient over the rationals; the path with 50 digits."""

import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import gradient_of_residuals, non_increasing
from dojo.spec.descents import (
    descend,
    precise_walk,
    rounded_step,
    smoothness,
    value_grad,
)
from dojo.spec.designs import decimals, regression
from dojo.spec.refusals import InvalidParameter
from dojo.spec.well_posed import path_is_stable

# ------------------------------------------------------------------ the truth


def mse_value_grad(X, y, w):
    f, g = value_and_gradient(rational.exact(X), rational.exact(y), rational.exact(w))
    return rational.rounded(f), rational.rounded(g)


def value_and_gradient(X, y, w):
    n = len(y)
    r = [s - t for s, t in zip(rational.matvec(X, w), y, strict=True)]
    g = rational.matvec(rational.transpose(X), r)
    return rational.dot(r, r) / (2 * n), [v / n for v in g]


def gradient_descent(X, y, w0, step, iters):
    check_parameters(step, iters)
    return precise_walk(X, y, w0, iters, lambda w, gradient: w - step * gradient(w))


def check_parameters(step, iters):
    if step <= 0:
        raise InvalidParameter(f"step is {step}")
    if iters < 0:
        raise InvalidParameter(f"iters is {iters}")


# ------------------------------------------------------------------ a second route, in float64


def path(X, y, w0, step, iters, value_grad=value_grad):
    """The recurrence as it stands, for any function in the place of value_grad."""
    check_parameters(step, iters)
    return descend(lambda w: value_grad(X, y, w), [w0], step, iters)


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, **how):
    return regression(rng, n, p, digits=10, **how)


def one_column(rng, n):
    return {
        "X": decimals(rng.uniform(-2, 2, (n, 1))),
        "y": decimals(rng.uniform(-5, 5, n)),
        "w": decimals(rng.uniform(-5, 5, 1)),
    }


def descent(drawn, steps, iters, w0=None):
    """A path of `iters` steps of length steps/L, from 0 unless told otherwise."""
    X, y = drawn["X"], drawn["y"]
    start = np.zeros(X.shape[1]) if w0 is None else w0
    step = rounded_step(steps / smoothness(X))
    return {"X": X, "y": y, "w0": start, "step": step, "iters": iters}


# K indicator columns beside a constant one: their sum is the constant column.
DUMMIES = {
    "X": np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1.0]]),
    "y": np.array([0, 0, 1, 1.0]),
}


# ------------------------------------------------------------------ certificates


def certify_value_grad(X, y, w, f, g):
    return gradient_of_residuals(lambda v: value_grad(X, y, v)[0], X, y, w, g)


def certify_descent(X, y, w0, step, iters, w, history):
    gentle = step * smoothness(X) <= 1
    return non_increasing("history", history) if gentle else ""


CERTIFICATES = {
    "mse_value_grad": certify_value_grad,
    "gradient_descent": certify_descent,
}


WELL_POSED = {"gradient_descent": path_is_stable("gradient_descent")}

# ------------------------------------------------------------------ other valid ways


def row_by_row(X, y, w):
    """One pass over X: each row gives its residual and its share of the gradient."""
    f, g = 0.0, np.zeros(len(w))
    for x, t in zip(X, y, strict=True):
        r = x @ w - t
        f, g = f + r * r, g + r * x
    return f / (2 * len(y)), g / len(y)


def on_the_gram_matrix(X, y, w0, step, iters):
    """The same iterates from XᵀX and Xᵀy; X itself is read for history only."""
    G, c, n = X.T @ X, X.T @ y, len(y)

    def from_gram(X, y, w):
        return value_grad(X, y, w)[0], (G @ w - c) / n

    return path(X, y, w0, step, iters, from_gram)


ALTERNATIVES = {
    "mse_value_grad": {"row by row": row_by_row},
    "gradient_descent": {
        "row by row": lambda *args: path(*args, value_grad=row_by_row),
        "on the Gram matrix": on_the_gram_matrix,
    },
}
