"""The paths with 50 digits, as recurrences of the positions: no velocity is kept."""

import numpy as np

from dojo.spec.certificates import non_increasing
from dojo.spec.descents import (
    ends_at_its_value,
    precise_walk,
    rounded_step,
    smoothness,
    walk,
)
from dojo.spec.designs import decimals, regression
from dojo.spec.refusals import InvalidParameter
from dojo.spec.well_posed import path_is_stable

# ------------------------------------------------------------------ the truth


def heavy_ball(X, y, w0, step, mu, iters):
    return by_positions(precise_walk, look_ahead=False)(X, y, w0, step, mu, iters)


def nesterov(X, y, w0, step, mu, iters):
    return by_positions(precise_walk, look_ahead=True)(X, y, w0, step, mu, iters)


def by_positions(walk, look_ahead):
    """wₖ₊₁ = z − step ∇f(wₖ or z), where z = wₖ + mu (wₖ − wₖ₋₁)."""

    def program(X, y, w0, step, mu, iters):
        check(step, mu, iters)
        before = None

        def update(w, gradient):
            nonlocal before
            z = w if before is None else w + mu * (w - before)
            before = w
            return z - step * gradient(z if look_ahead else w)

        return walk(X, y, w0, iters, update)

    return program


def check(step, mu, iters):
    if step <= 0 or iters < 0 or not 0 <= mu < 1:
        raise InvalidParameter(f"step is {step}, mu {mu}, iters {iters}")


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, **how):
    """A regression whose start is at some distance of its end."""
    return regression(rng, n, p, clear=True, **how) | {"w0": np.zeros(p)}


def one_column(rng):
    X, y = rng.uniform(1, 2, (6, 1)), rng.uniform(4, 5, 6)
    return {"X": decimals(X), "y": decimals(y), "w0": np.array([-1.5])}


def path(drawn, steps, **parameters):
    """A step of steps/L, where L is the largest curvature of f."""
    step = rounded_step(steps / smoothness(drawn["X"]))
    return drawn | {"step": step} | parameters


SCALES = 10.0 ** np.array([0, -3, 1, 3])


# ------------------------------------------------------------------ certificates


def certify(X, y, w0, step, mu, iters, w, history):
    """history ends at the w that is returned. Without momentum it cannot rise while step ≤ 1/L."""
    if wrong := ends_at_its_value(X, y, w, history):
        return wrong
    gentle = mu == 0 and step * smoothness(X) <= 1
    return non_increasing("history", history) if gentle else ""


CERTIFICATES = {"heavy_ball": certify, "nesterov": certify}


WELL_POSED = {name: path_is_stable(name) for name in ("heavy_ball", "nesterov")}

# ------------------------------------------------------------------ other valid ways


def unscaled_velocity(X, y, w0, step, mu, iters):
    """V = −v/step: V = mu V + g, w = w − step V."""
    check(step, mu, iters)
    V = np.zeros(len(w0))

    def update(w, gradient):
        nonlocal V
        V = mu * V + gradient(w)
        return w - step * V

    return walk(X, y, w0, iters, update)


def from_ahead(X, y, w0, step, mu, iters):
    """In u = w + mu v and V = −v/step: V = mu V + ∇f(u), u = u − step (∇f(u) + mu V), w = u + step mu V."""
    check(step, mu, iters)
    u, V = np.copy(w0), np.zeros(len(w0))

    def update(w, gradient):
        nonlocal u, V
        g = gradient(u)
        V = mu * V + g
        u = u - step * (g + mu * V)
        return u + step * mu * V

    return walk(X, y, w0, iters, update)


def gradients_combined(X, y, w0, step, mu, iters):
    """f is quadratic, so ∇f(w + mu·v) is a combination of ∇f at this point and at the one before."""
    check(step, mu, iters)
    before, g_before = w0, None

    def update(w, gradient):
        nonlocal before, g_before
        g = gradient(w)
        ahead = g if g_before is None else g + mu * (g - g_before)
        z = w + mu * (w - before)
        before, g_before = w, g
        return z - step * ahead

    return walk(X, y, w0, iters, update)


ALTERNATIVES = {
    "heavy_ball": {
        "by positions": by_positions(walk, False),
        "velocity without the step": unscaled_velocity,
    },
    "nesterov": {
        "by positions": by_positions(walk, True),
        "from the point ahead": from_ahead,
        "gradients combined": gradients_combined,
    },
}
