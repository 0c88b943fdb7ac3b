"""The paths with 50 digits, as recurrences of the positions: no velocity is kept."""

import mpmath
import numpy as np

from dojo.spec.certificates import non_increasing
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged
from dojo.spec.well_posed import path_is_stable

LARGEST = np.finfo(float).max

# ------------------------------------------------------------------ the truth


def heavy_ball(X, y, w0, step, mu, iters):
    return positions(X, y, w0, step, mu, iters, look_ahead=False)


def nesterov(X, y, w0, step, mu, iters):
    return positions(X, y, w0, step, mu, iters, look_ahead=True)


def positions(X, y, w0, step, mu, iters, look_ahead):
    """wₖ₊₁ = z − step ∇f(wₖ or z) with z = wₖ + mu (wₖ − wₖ₋₁); refused as soon as f is no float64."""
    check(step, mu, iters)
    with mpmath.workdps(50):
        n, step, mu = len(y), mpmath.mpf(step), mpmath.mpf(mu)
        X, y, w = (mpmath.matrix(v.tolist()) for v in (X, y, w0))
        history, before = [], w
        for k in range(iters + 1):
            r = X * w - y
            history.append(sum(v**2 for v in r) / (2 * n))
            if history[k] > LARGEST:
                raise NotConverged(f"f(w) overflows after {k} steps")
            if k < iters:
                z = w + mu * (w - before)
                g = X.T * (X * z - y if look_ahead else r) / n
                before, w = w, z - step * g
        return np.array(list(w), float), np.array(history, float)


def check(step, mu, iters):
    if step <= 0 or iters < 0 or not 0 <= mu < 1:
        raise InvalidParameter(f"step is {step}, mu {mu}, iters {iters}")


# ------------------------------------------------------------------ a second route, in float64


def value_grad(X, y, w):
    r = X @ w - y
    return r @ r / (2 * len(y)), X.T @ r / len(y)


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, scales=1.0, offset=0.0):
    """A constant column and p − 1 others, times `scales`; y = Xw + noise + offset; a start at some distance."""
    X = np.column_stack([np.ones(n), rng.uniform(-2, 2, (n, p - 1))]) * scales
    w = rng.choice([-1, 1], p) * rng.uniform(2, 4, p) / scales
    y = X @ w + rng.uniform(-1, 1, n) + offset
    return {"X": decimals(X, 8), "y": decimals(y), "w0": np.zeros(p)}


def one_column(rng):
    X, y = rng.uniform(1, 2, (6, 1)), rng.uniform(4, 5, 6)
    return {"X": decimals(X), "y": decimals(y), "w0": np.array([-1.5])}


def path(drawn, steps, **parameters):
    """A step of steps/L, where L is the largest curvature of f."""
    L = np.linalg.norm(drawn["X"], 2) ** 2 / len(drawn["X"])
    return drawn | {"step": float(f"{steps / L:.3g}")} | parameters


def elsewhere(rng, drawn):
    return drawn | {"w0": rng.randint(-3, 4, drawn["X"].shape[1]) / 2}


SCALES = 10.0 ** np.array([0, -3, 1, 3])


# ------------------------------------------------------------------ certificates


def certify(X, y, w0, step, mu, iters, w, history):
    """history ends at the w that is returned. Without momentum it cannot rise while step ≤ 1/L."""
    f, last = value_grad(X, y, w)[0], history[-1]
    scale = (np.linalg.norm(y) + np.linalg.norm(X) * np.linalg.norm(w)) ** 2 / len(y)
    if abs(f - last) > 1e-8 * scale:
        return f"history ends with {last:g}, but f(w) is {f:g}."
    gentle = mu == 0 and step * np.linalg.norm(X, 2) ** 2 / len(y) <= 1
    return non_increasing("history", history) if gentle else ""


CERTIFICATES = {"heavy_ball": certify, "nesterov": certify}


WELL_POSED = {name: path_is_stable(name) for name in ("heavy_ball", "nesterov")}

# ------------------------------------------------------------------ other valid ways


def walk(X, y, w0, step, mu, iters, update):
    """update(w, gradient) is the next point."""
    check(step, mu, iters)
    w, history = np.copy(w0), [value_grad(X, y, w0)[0]]
    for _ in range(iters):
        w = update(w, lambda z: value_grad(X, y, z)[1])
        history.append(value_grad(X, y, w)[0])
    if not np.isfinite(history).all():
        raise NotConverged("f(w) overflows")
    return w, np.array(history)


def by_positions(look_ahead):
    """wₖ₊₁ = z − step ∇f(wₖ or z), where z = wₖ + mu (wₖ − wₖ₋₁)."""

    def program(X, y, w0, step, mu, iters):
        before = w0

        def update(w, gradient):
            nonlocal before
            z = w + mu * (w - before)
            before = w
            return z - step * gradient(z if look_ahead else w)

        return walk(X, y, w0, step, mu, iters, update)

    return program


def unscaled_velocity(X, y, w0, step, mu, iters):
    """V = −v/step: V = mu V + g, w = w − step V."""
    V = np.zeros(len(w0))

    def update(w, gradient):
        nonlocal V
        V = mu * V + gradient(w)
        return w - step * V

    return walk(X, y, w0, step, mu, iters, update)


def from_ahead(X, y, w0, step, mu, iters):
    """In u = w + mu v and V = −v/step: V = mu V + ∇f(u), u = u − step (∇f(u) + mu V), w = u + step mu V."""
    u, V = np.copy(w0), np.zeros(len(w0))

    def update(w, gradient):
        nonlocal u, V
        g = gradient(u)
        V = mu * V + g
        u = u - step * (g + mu * V)
        return u + step * mu * V

    return walk(X, y, w0, step, mu, iters, update)


def gradients_combined(X, y, w0, step, mu, iters):
    """f is quadratic, so ∇f(w + mu·v) is a combination of ∇f at this point and at the one before."""
    before, g_before = w0, None

    def update(w, gradient):
        nonlocal before, g_before
        g = gradient(w)
        ahead = g if g_before is None else g + mu * (g - g_before)
        z = w + mu * (w - before)
        before, g_before = w, g
        return z - step * ahead

    return walk(X, y, w0, step, mu, iters, update)


ALTERNATIVES = {
    "heavy_ball": {
        "by positions": by_positions(False),
        "velocity without the step": unscaled_velocity,
    },
    "nesterov": {
        "by positions": by_positions(True),
        "from the point ahead": from_ahead,
        "gradients combined": gradients_combined,
    },
}

# ------------------------------------------------------------------ what is timed


def regression(rng, n, p, iters):
    X = rng.standard_normal((n, p))
    y = X.sum(axis=1) + rng.standard_normal(n)
    return {"X": X, "y": y, "w0": np.zeros(p), "step": 0.3, "mu": 0.5, "iters": iters}
