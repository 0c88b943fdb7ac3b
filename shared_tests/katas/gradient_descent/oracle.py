"""Value and gradient over the rationals; the path with 50 digits."""

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import gradient_of, non_increasing
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged
from dojo.spec.well_posed import path_is_stable

LARGEST = np.finfo(float).max

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
    w, history = path(X, y, w0, step, iters)
    return np.array(w, float), np.array(history, float)


def path(X, y, w0, step, iters):
    """w and history with 50 digits; refused as soon as f is no float64."""
    with mpmath.workdps(50):
        n = len(y)
        X, y, w = (mpmath.matrix(v.tolist()) for v in (X, y, w0))
        history = []
        for k in range(iters + 1):
            r = X * w - y
            history.append(sum(v**2 for v in r) / (2 * n))
            if history[k] > LARGEST:
                raise NotConverged(f"f(w) overflows after {k} steps")
            if k < iters:
                w -= mpmath.mpf(step) / n * (X.T * r)
        return list(w), history


def check_parameters(step, iters):
    if step <= 0:
        raise InvalidParameter(f"step is {step}")
    if iters < 0:
        raise InvalidParameter(f"iters is {iters}")


# ------------------------------------------------------------------ a second route, in float64


def value_grad(X, y, w):
    r = X @ w - y
    return r @ r / (2 * len(y)), X.T @ r / len(y)


def descend(X, y, w0, step, iters, value_grad=value_grad):
    """The recurrence as it stands, for any function in the place of value_grad."""
    w, history = np.copy(w0), np.empty(iters + 1)
    for k in range(iters + 1):
        history[k], g = value_grad(X, y, w)
        if k < iters:
            w = w - step * g
    return w, history


def descend_or_refuse(X, y, w0, step, iters, value_grad=value_grad):
    check_parameters(step, iters)
    w, history = descend(X, y, w0, step, iters, value_grad)
    if not np.isfinite(history).all():
        raise NotConverged("f(w) overflows")
    return w, history


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, scales=1.0, offset=0.0):
    """A constant column and p − 1 others, times `scales`; y = Xw + noise + offset; a point beside the solution."""
    X = np.column_stack([np.ones(n), rng.uniform(-2, 2, (n, p - 1))]) * scales
    w = rng.uniform(-3, 3, p) / scales
    y = X @ w + rng.uniform(-1, 1, n) + offset
    return {"X": decimals(X, 10), "y": decimals(y), "w": decimals(w, 8)}


def one_column(rng, n):
    return {
        "X": decimals(rng.uniform(-2, 2, (n, 1))),
        "y": decimals(rng.uniform(-5, 5, n)),
        "w": decimals(rng.uniform(-5, 5, 1)),
    }


def far_from_zero(rng):
    """y near 10⁶ and w so close that Xw − y is near 1: six digits cancel."""
    drawn = problem(rng, 12, 3, offset=1e6)
    return drawn | {"w": decimals(drawn["w"] + [1e6, 0, 0])}


def smoothness(X):
    """L = λmax(XᵀX)/n, the largest curvature of f."""
    return np.linalg.norm(X, 2) ** 2 / len(X)


def descent(drawn, steps, iters, w0=None):
    """A path of `iters` steps of length steps/L, from 0 unless told otherwise."""
    X, y = drawn["X"], drawn["y"]
    start = np.zeros(X.shape[1]) if w0 is None else w0
    step = float(f"{steps / smoothness(X):.3g}")
    return {"X": X, "y": y, "w0": start, "step": step, "iters": iters}


# K indicator columns beside a constant one: their sum is the constant column.
DUMMIES = {
    "X": np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1.0]]),
    "y": np.array([0, 0, 1, 1.0]),
}


# ------------------------------------------------------------------ certificates


def certify_value_grad(X, y, w, f, g):
    """Near a stationary point the differences of f are rounding errors and say nothing about g."""
    scale = np.abs(X).T @ (np.abs(X @ w) + np.abs(y)) / len(y)
    if np.max(np.abs(g)) < 1e-3 * np.max(scale):
        return ""
    return gradient_of(lambda v: value_grad(X, y, v)[0], w, g)


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
    return descend_or_refuse(
        X, y, w0, step, iters, lambda X, y, w: (value_grad(X, y, w)[0], (G @ w - c) / n)
    )


ALTERNATIVES = {
    "mse_value_grad": {"row by row": row_by_row},
    "gradient_descent": {
        "row by row": lambda *args: descend_or_refuse(*args, value_grad=row_by_row),
        "on the Gram matrix": on_the_gram_matrix,
    },
}
