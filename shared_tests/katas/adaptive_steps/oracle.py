"""The paths with 50 digits, every mean taken anew from the list of all gradients."""

import mpmath
import numpy as np

from dojo.spec import kata
from dojo.spec.descents import ends_at_its_value, precise_walk, walk
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter
from dojo.spec.well_posed import path_is_stable

momentum = kata("momentum").oracle
problem, one_column, SCALES = momentum.problem, momentum.one_column, momentum.SCALES

# ------------------------------------------------------------------ the truth


def precise(X, y, w0, iters, step, eps, m, s):
    """w moves by −step·m/(√s + eps); m and s are functions of a coordinate's gradients so far."""
    past = [[] for _ in w0]

    def update(w, gradient):
        for gs, g in zip(past, gradient(w), strict=True):
            gs.append(g)
        moves = [m(gs) / (mpmath.sqrt(s(gs)) + eps) for gs in past]
        return w - step * mpmath.matrix(moves)

    return precise_walk(X, y, w0, iters, update)


def faded(gs, beta, power):
    """Σᵢ βᵗ⁻ⁱ gᵢ to this power"""
    t = len(gs)
    return mpmath.fsum(beta ** (t - i) * g**power for i, g in enumerate(gs, 1))


def mean(beta, power):
    """The faded sum over that of as many ones."""
    return lambda gs: faded(gs, beta, power) / faded(gs, beta, 0)


def adagrad(X, y, w0, step, eps, iters):
    step, eps = checked(iters, step, eps)
    m, s = lambda gs: gs[-1], lambda gs: faded(gs, 1, 2)
    return precise(X, y, w0, iters, step, eps, m, s)


def rmsprop(X, y, w0, step, rho, eps, iters):
    step, eps, rho = checked(iters, step, eps, rho)
    m, s = lambda gs: gs[-1], lambda gs: (1 - rho) * faded(gs, rho, 2)
    return precise(X, y, w0, iters, step, eps, m, s)


def adam(X, y, w0, step, beta1, beta2, eps, iters):
    step, eps, beta1, beta2 = checked(iters, step, eps, beta1, beta2)
    m, s = mean(beta1, 1), mean(beta2, 2)
    return precise(X, y, w0, iters, step, eps, m, s)


def checked(iters, step, eps, *weights):
    """step, eps and the weights as numbers of mpmath, in which 1 − ρ is exact."""
    if step <= 0 or eps <= 0 or iters < 0 or not all(0 <= v < 1 for v in weights):
        raise InvalidParameter(f"{step=}, {eps=}, {iters=}, weights {weights}")
    return [mpmath.mpf(float(v)) for v in (step, eps, *weights)]


# ------------------------------------------------------------------ what the draws are made of


def wide(rng):
    """Four rows, six columns; no coordinate of w₀ is near the solution that is nearest to w₀."""
    X, w0 = decimals(rng.uniform(-2, 2, (4, 6))), rng.randint(-3, 4, 6) / 2
    way = np.zeros(6)
    while np.abs(way).min() < 0.5:
        way = np.linalg.pinv(X) @ rng.uniform(-20, 20, 4)
    return {"X": X, "y": decimals(X @ (w0 + way)), "w0": w0}


# ------------------------------------------------------------------ certificates


CERTIFICATES = dict.fromkeys(
    ("adagrad", "rmsprop", "adam"),
    lambda X, y, *rest: ends_at_its_value(X, y, *rest[-2:]),
)


def far_from_the_end(X, y, w0, step, rho, eps, iters):
    """Beside the minimum √s is tiny and the map is chaotic; a path of four steps has no time for that."""
    if iters > 4:
        way = np.abs(np.linalg.lstsq(X, y - X @ w0, rcond=None)[0])
        if step * iters > way.min() / 2:
            return "the path may arrive at a minimum"
    return path_is_stable("rmsprop")(X, y, w0, step, rho, eps, iters)


WELL_POSED = {name: path_is_stable(name) for name in ("adagrad", "adam")}
WELL_POSED["rmsprop"] = far_from_the_end

# ------------------------------------------------------------------ other valid ways


def path(X, y, w0, iters, change, *parameters, state=0.0):
    """change(state, g, t) is the next state and how far w moves."""
    checked(iters, *parameters)
    t = 0

    def update(w, gradient):
        nonlocal state, t
        t += 1
        state, move = change(state, gradient(w), t)
        return w + move

    return walk(X, y, w0, iters, update)


def by_lengths(X, y, w0, step, eps, iters):
    """√s itself is kept: the length of the vector of all gradients so far."""

    def change(length, g, t):
        length = np.hypot(length, g)
        return length, -step * g / (length + eps)

    return path(X, y, w0, iters, change, step, eps)


def by_differences(X, y, w0, step, rho, eps, iters):
    """s = s + (1 − rho) (g² − s)."""

    def change(s, g, t):
        s = s + (1 - rho) * (g * g - s)
        return s, -step * g / (np.sqrt(s) + eps)

    return path(X, y, w0, iters, change, step, eps, rho)


def by_weights(X, y, w0, step, beta1, beta2, eps, iters):
    """The new gradient's share of the mean, (1 − β)/(1 − βᵗ), is computed; nothing needs a correction."""

    def change(means, g, t):
        m, s = means
        m = m + (1 - beta1) / (1 - beta1**t) * (g - m)
        s = s + (1 - beta2) / (1 - beta2**t) * (g * g - s)
        return (m, s), -step * m / (np.sqrt(s) + eps)

    return path(X, y, w0, iters, change, step, eps, beta1, beta2, state=(0.0, 0.0))


def corrections_in_the_step(X, y, w0, step, beta1, beta2, eps, iters):
    """step·√(1 − β₂ᵗ)/(1 − β₁ᵗ) in the place of step, and eps is multiplied by √(1 − β₂ᵗ) too."""

    def change(means, g, t):
        m, s = means
        m, s = m + (1 - beta1) * (g - m), s + (1 - beta2) * (g * g - s)
        root = np.sqrt(1 - beta2**t)
        return (m, s), -step * root / (1 - beta1**t) * m / (np.sqrt(s) + eps * root)

    return path(X, y, w0, iters, change, step, eps, beta1, beta2, state=(0.0, 0.0))


ALTERNATIVES = {
    "adagrad": {"by lengths": by_lengths},
    "rmsprop": {"by differences": by_differences},
    "adam": {
        "by weights": by_weights,
        "corrections in the step and in eps": corrections_in_the_step,
    },
}
