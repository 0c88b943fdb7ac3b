"""The path with 50 digits; zeros are exact there as well."""

import mpmath
import numpy as np

from dojo.spec.certificates import non_increasing
from dojo.spec.descents import descend, finite, rounded_step, smoothness
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged
from dojo.spec.well_posed import path_is_stable

# ------------------------------------------------------------------ the truth


def gd_penalized(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    check_parameters(l1, l2, step, iters)
    with mpmath.workdps(50):
        w, b, history, _ = path(X, y, w0, b0, l1, l2, step, iters, fit_intercept)
        return np.array(list(w), float), float(b), np.array(history, float)


def path(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    """w, b, history and all w on the way."""
    n = len(y)
    X, y, w = (mpmath.matrix(v.tolist()) for v in (X, y, w0))
    b, step, l1, l2 = map(mpmath.mpf, (b0, step, l1, l2))
    weights = []

    def value_grad(w, b):
        weights.append(list(w))
        r = mpmath.matrix([v + b for v in X * w - y])
        J = sum(v**2 for v in r) / (2 * n) + l1 * mpmath.norm(w, 1)
        g = X.T * r / n + l1 * w.apply(mpmath.sign) + l2 * w
        return J + l2 / 2 * sum(v**2 for v in w), g, sum(r) / n * fit_intercept

    return *descend(value_grad, (w, b), step, iters), weights


def check_parameters(l1, l2, step, iters):
    if min(l1, l2, iters) < 0 or step <= 0:
        raise InvalidParameter(f"l1, l2, iters, step are {l1}, {l2}, {iters}, {step}")


# ------------------------------------------------------------------ a second route, in float64


def value(X, y, w, b, l1, l2):
    r = X @ w + b - y
    return r @ r / (2 * len(y)) + l1 * np.abs(w).sum() + l2 / 2 * (w @ w)


def gradients(X, y, w, b, l1, l2):
    """∇J in w and in b, with sign(0) = 0."""
    r = X @ w + b - y
    return X.T @ r / len(y) + l1 * np.sign(w) + l2 * w, r.mean()


def descend_or_refuse(X, y, w0, b0, l1, l2, step, iters, flag, gradients=gradients):
    """The recurrence as it stands, by these gradients."""
    check_parameters(l1, l2, step, iters)

    def value_grad(w, b):
        g_w, g_b = gradients(X, y, w, b, l1, l2)
        return value(X, y, w, b, l1, l2), g_w, g_b * flag

    return descend(value_grad, (w0, b0), step, iters)


# ------------------------------------------------------------------ what the draws are made of


def curvature(X, l2, fit_intercept):
    """L of the smooth part of J: the largest eigenvalue of its Hessian is at most this."""
    A = np.column_stack([X, np.ones(len(X))]) if fit_intercept else X
    return smoothness(A) + l2


def problem(
    rng, n, p, l1, l2, steps, iters, fit_intercept=1, scales=1.0, offset=0.0, start=True
):
    """Uniform columns times `scales`, some weights 0, noise; a path of `iters` steps of length steps/L."""
    X = decimals(decimals(rng.uniform(-2, 2, (n, p))) * scales, 10)
    w = rng.uniform(-3, 3, p) * (rng.uniform(size=p) < 0.7) / scales
    y = decimals(X @ w + rng.uniform(-1, 1, n) + 1.5 + offset)
    w0 = rng.randint(-3, 4, p) / 2 if start else np.zeros(p)
    step = rounded_step(steps / curvature(X, l2, fit_intercept))
    b0 = float(rng.randint(-3, 4)) / 2 + offset
    drawn = {"X": X, "y": y, "w0": w0, "b0": b0, "l1": l1, "l2": l2}
    return drawn | {"step": step, "iters": iters, "fit_intercept": fit_intercept}


SCALES = 10.0 ** np.array([0, -6, 6, -3, 3])


# ------------------------------------------------------------------ certificates


def certify(X, y, w0, b0, l1, l2, step, iters, fit_intercept, w, b, history):
    """A subgradient step of |w| may rise, so this holds for l₁ = 0 only."""
    gentle = step * curvature(X, l2, fit_intercept) <= 1
    return non_increasing("history", history) if gentle and l1 == 0 else ""


CERTIFICATES = {"gd_penalized": certify}


def well_posed(*inputs):
    """Float64 and 50 digits agree to 1e-11, no weight passes 0 too closely, no value is near the largest number."""
    try:
        gd_penalized(*inputs)
    except (InvalidParameter, NotConverged):
        return ""
    with mpmath.workdps(50):
        weights = path(*inputs)[3]
    for j, sizes in enumerate(
        [abs(v) for v in visited if v] for visited in zip(*weights, strict=True)
    ):
        if sizes and min(sizes) < 1e-8 * max(sizes):
            return f"w[{j}] passes 0 at a distance of {float(min(sizes)):.1e}"
    return path_is_stable("gd_penalized")(*inputs)


WELL_POSED = {"gd_penalized": well_posed}

# ------------------------------------------------------------------ other valid ways


def weight_decay(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    """w = (1 − step·l₂)w − step·(Xᵀr/n + l₁ sign w)"""
    check_parameters(l1, l2, step, iters)
    w, b, history = w0, b0, [value(X, y, w0, b0, l1, l2)]
    for _ in range(iters):
        g, g_b = gradients(X, y, w, b, l1, 0.0)
        w, b = (1 - step * l2) * w - step * g, b - step * g_b * fit_intercept
        history.append(value(X, y, w, b, l1, l2))
    return finite(w, b, history)


def on_the_gram_matrix(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    """The same iterates from AᵀA and Aᵀy with A = [X 1]; the data are read for history only."""
    A = np.column_stack([X, np.ones(len(y))])
    G, c = A.T @ A / len(y), A.T @ y / len(y)

    def from_gram(X, y, w, b, l1, l2):
        g = G @ np.append(w, b) - c
        return g[:-1] + l1 * np.sign(w) + l2 * w, g[-1]

    return descend_or_refuse(
        X, y, w0, b0, l1, l2, step, iters, fit_intercept, gradients=from_gram
    )


ALTERNATIVES = {
    "gd_penalized": {
        "weight decay": weight_decay,
        "on the Gram matrix": on_the_gram_matrix,
    }
}
