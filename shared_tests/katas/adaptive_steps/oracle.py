"""The paths with 50 digits, every mean taken anew from the list of all gradients."""

import mpmath
import numpy as np

from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged
from dojo.spec.well_posed import path_is_stable

LARGEST = np.finfo(float).max

# ------------------------------------------------------------------ the truth


def precise(X, y, w0, iters, change):
    """w and history with 50 digits. change(gs) is how far a coordinate moves, whose gradients so far are gs."""
    with mpmath.workdps(50):
        n = len(y)
        X, y, w = (mpmath.matrix(v.tolist()) for v in (X, y, w0))
        history, past = [], [[] for _ in w]
        for k in range(iters + 1):
            r = X * w - y
            history.append(sum(v**2 for v in r) / (2 * n))
            if history[k] > LARGEST:
                raise NotConverged(f"f(w) overflows after {k} steps")
            if k < iters:
                for gs, g in zip(past, X.T * r / n, strict=True):
                    gs.append(g)
                w += mpmath.matrix([change(gs) for gs in past])
        return np.array(list(w), float), np.array(history, float)


def squares(gs):
    return [g**2 for g in gs]


def faded(values, beta):
    """Σᵢ βᵗ⁻ⁱ valuesᵢ"""
    t = len(values)
    return mpmath.fsum(beta ** (t - i) * v for i, v in enumerate(values, 1))


def mean(values, beta):
    """Σᵢ βᵗ⁻ⁱ valuesᵢ / Σᵢ βᵗ⁻ⁱ"""
    return faded(values, beta) / faded([1] * len(values), beta)


def adagrad(X, y, w0, step, eps, iters):
    check(iters, step, eps)
    step, eps = exactly(step, eps)

    def change(gs):
        return -step * gs[-1] / (mpmath.sqrt(mpmath.fsum(squares(gs))) + eps)

    return precise(X, y, w0, iters, change)


def rmsprop(X, y, w0, step, rho, eps, iters):
    check(iters, step, eps, rho)
    step, rho, eps = exactly(step, rho, eps)

    def change(gs):
        s = (1 - rho) * faded(squares(gs), rho)
        return -step * gs[-1] / (mpmath.sqrt(s) + eps)

    return precise(X, y, w0, iters, change)


def adam(X, y, w0, step, beta1, beta2, eps, iters):
    check(iters, step, eps, beta1, beta2)
    step, beta1, beta2, eps = exactly(step, beta1, beta2, eps)

    def change(gs):
        root = mpmath.sqrt(mean(squares(gs), beta2))
        return -step * mean(gs, beta1) / (root + eps)

    return precise(X, y, w0, iters, change)


def exactly(*numbers):
    return [mpmath.mpf(float(v)) for v in numbers]


def check(iters, step, eps, *weights):
    if step <= 0 or eps <= 0 or iters < 0:
        raise InvalidParameter(f"step is {step}, eps {eps}, iters {iters}")
    if not all(0 <= v < 1 for v in weights):
        raise InvalidParameter(f"one of {weights} is not in [0, 1)")


# ------------------------------------------------------------------ a second route, in float64


def value_grad(X, y, w):
    r = X @ w - y
    return r @ r / (2 * len(y)), X.T @ r / len(y)


def walk(X, y, w0, iters, update):
    """update(w, g, t) is the next point; history and refusals are the same for all."""
    w, history = np.copy(w0), np.empty(max(iters, 0) + 1)
    history[0], g = value_grad(X, y, w)
    for t in range(1, len(history)):
        w = update(w, g, t)
        history[t], g = value_grad(X, y, w)
    if not np.isfinite(history).all():
        raise NotConverged("f(w) overflows")
    return w, history


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, scales=1.0):
    """A constant column and p − 1 others, times `scales`; y = Xw + noise; a start at some distance."""
    X = np.column_stack([np.ones(n), rng.uniform(-2, 2, (n, p - 1))]) * scales
    w = rng.choice([-1, 1], p) * rng.uniform(2, 4, p) / scales
    y = X @ w + rng.uniform(-1, 1, n)
    return {"X": decimals(X, 8), "y": decimals(y), "w0": np.zeros(p)}


def one_column(rng):
    X, y = rng.uniform(1, 2, (6, 1)), rng.uniform(4, 5, 6)
    return {"X": decimals(X), "y": decimals(y), "w0": np.array([-1.5])}


def wide(rng):
    """Four rows, six columns; no coordinate of w₀ is near the solution that is nearest to w₀."""
    X, w0 = decimals(rng.uniform(-2, 2, (4, 6))), rng.randint(-3, 4, 6) / 2
    way = np.zeros(6)
    while np.abs(way).min() < 0.5:
        way = np.linalg.pinv(X) @ rng.uniform(-20, 20, 4)
    return {"X": X, "y": decimals(X @ (w0 + way)), "w0": w0}


SCALES = 10.0 ** np.array([0, -3, 1, 3])

# ------------------------------------------------------------------ certificates


def certify(X, y, w0, *rest):
    """The last value of history is the objective at the w that is returned."""
    *_, w, history = rest
    f, last = value_grad(X, y, w)[0], history[-1]
    scale = (np.linalg.norm(y) + np.linalg.norm(X) * np.linalg.norm(w)) ** 2 / len(y)
    ends = abs(f - last) <= 1e-8 * scale
    return "" if ends else f"history ends with {last:g}, but f(w) is {f:g}."


CERTIFICATES = {"adagrad": certify, "rmsprop": certify, "adam": certify}


def far_from_the_end(X, y, w0, step, rho, eps, iters):
    """Beside the minimum √s is tiny and the map is chaotic; a path of four steps has no time for that."""
    if iters > 4:
        way = np.abs(np.linalg.lstsq(X, y - X @ w0, rcond=None)[0])
        if step * iters > way.min() / 2:
            return "the path may arrive at a minimum"
    return path_is_stable("rmsprop")(X, y, w0, step, rho, eps, iters)


WELL_POSED = {
    "adagrad": path_is_stable("adagrad"),
    "rmsprop": far_from_the_end,
    "adam": path_is_stable("adam"),
}

# ------------------------------------------------------------------ the usual mistakes


def corrections_in_the_step(eps_too):
    """step·√(1 − β₂ᵗ)/(1 − β₁ᵗ) in the place of step: right only if eps is multiplied by √(1 − β₂ᵗ) too."""

    def program(X, y, w0, step, beta1, beta2, eps, iters):
        check(iters, step, eps, beta1, beta2)
        m = s = np.zeros(len(w0))

        def update(w, g, t):
            nonlocal m, s
            root = np.sqrt(1 - beta2**t)
            m, s = m + (1 - beta1) * (g - m), s + (1 - beta2) * (g * g - s)
            e = eps * root if eps_too else eps
            return w - step * root / (1 - beta1**t) * m / (np.sqrt(s) + e)

        return walk(X, y, w0, iters, update)

    return program


# ------------------------------------------------------------------ other valid ways


def by_lengths(X, y, w0, step, eps, iters):
    """√s itself is kept: the length of the vector of all gradients so far."""
    check(iters, step, eps)
    length = np.zeros(len(w0))

    def update(w, g, t):
        nonlocal length
        length = np.hypot(length, g)
        return w - step * g / (length + eps)

    return walk(X, y, w0, iters, update)


def by_differences(X, y, w0, step, rho, eps, iters):
    """s = s + (1 − rho) (g² − s)."""
    check(iters, step, eps, rho)
    s = np.zeros(len(w0))

    def update(w, g, t):
        nonlocal s
        s = s + (1 - rho) * (g * g - s)
        return w - step * g / (np.sqrt(s) + eps)

    return walk(X, y, w0, iters, update)


def by_weights(X, y, w0, step, beta1, beta2, eps, iters):
    """The new gradient's share of the mean, (1 − β)/(1 − βᵗ), is computed; nothing needs a correction."""
    check(iters, step, eps, beta1, beta2)
    m = s = np.zeros(len(w0))

    def update(w, g, t):
        nonlocal m, s
        m = m + (1 - beta1) / (1 - beta1**t) * (g - m)
        s = s + (1 - beta2) / (1 - beta2**t) * (g * g - s)
        return w - step * m / (np.sqrt(s) + eps)

    return walk(X, y, w0, iters, update)


ALTERNATIVES = {
    "adagrad": {"by lengths": by_lengths},
    "rmsprop": {"by differences": by_differences},
    "adam": {
        "by weights": by_weights,
        "corrections in the step and in eps": corrections_in_the_step(True),
    },
}

# ------------------------------------------------------------------ what is timed


def regression(rng, n, p, iters):
    X = rng.standard_normal((n, p))
    y = X.sum(axis=1) + rng.standard_normal(n)
    return {"X": X, "y": y, "w0": np.zeros(p), "iters": iters}
