"""The paths with 50 digits on the Gram matrix: the data are read once, and no residual is formed."""

import mpmath
import numpy as np

from dojo.spec import kata, rational
from dojo.spec.certificates import non_increasing
from dojo.spec.descents import LARGEST, finite, rounded_step, smoothness
from dojo.spec.designs import regression
from dojo.spec.refusals import InvalidParameter, NotConverged, Refusal, after
from dojo.spec.well_posed import path_is_stable

lasso = kata("lasso_coordinate_descent").oracle
objective = lasso.objective

# ------------------------------------------------------------------ the truth


def lipschitz(X):
    with mpmath.workdps(50):
        return float(max(mpmath.eigsy(gram(X), eigvals_only=True)))


def gram(X):
    """XᵀX/n"""
    G = rational.gram(rational.exact(X))
    return mpmath.matrix([[rational.precise(a / len(X)) for a in row] for row in G])


def ista(X, y, lam, step, iters):
    return path(X, y, lam, step, iters, still)[:2]


def fista(X, y, lam, step, iters):
    return path(X, y, lam, step, iters, growing)[:2]


def path(X, y, lam, step, iters, momentum):
    """w, J along the path, and the pairs that thresholds have compared.
    J = ½wᵀGw − cᵀw + ‖y‖²/2n + λ‖w‖₁ with G = XᵀX/n and c = Xᵀy/n."""
    check(X, y, lam, step, iters)
    with mpmath.workdps(50):
        n, columns, t = len(y), rational.exact(X.T), mpmath.mpf(step) * lam
        y, G, w = rational.exact(y), gram(X), mpmath.zeros(X.shape[1], 1)
        c = mpmath.matrix([rational.precise(rational.dot(x, y) / n) for x in columns])
        start = rational.precise(rational.dot(y, y) / (2 * n))
        before, history, compared = w, [], []
        for beta in momentum(iters):
            J = start + mpmath.fdot(w, G * w / 2 - c) + lam * mpmath.norm(w, 1)
            history.append(J)
            if J > LARGEST:
                raise NotConverged(f"J overflows after {len(history) - 1} steps")
            if len(history) <= iters:
                z = w + beta * (w - before)
                v = z - mpmath.mpf(step) * (G * z - c)
                compared += [(abs(x), t) for x in v]
                before, w = w, mpmath.matrix([x - max(-t, min(x, t)) for x in v])
        return np.array(list(w), float), np.array(history, float), compared


def still(iters):
    """No momentum: z = w."""
    return [0] * (iters + 1)


def growing(iters):
    """(tₖ₋₁ − 1)/tₖ, from t₀ = 1 and tₖ² − tₖ = tₖ₋₁²."""
    last = t = mpmath.mpf(1)
    for _ in range(iters + 1):
        yield (last - 1) / t
        last, t = t, mpmath.mpf(1) / 2 + mpmath.sqrt(mpmath.mpf(1) / 4 + t * t)


def check(X, y, lam, step, iters):
    if lam < 0 or step <= 0 or iters < 0:
        raise InvalidParameter(f"lam, step, iters are {lam}, {step}, {iters}")


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, share, steps, iters, scales=1.0, offset=0.0):
    """λ is a share of λmax, and a step has the length steps/L. Every third weight is 0."""
    X = regression(rng, n, p, scales=scales)["X"]
    w = rng.uniform(2, 4, p) * (np.arange(p) % 3 != 1) / scales
    y = np.round(X @ w + rng.uniform(-1, 1, n) + offset, 4)
    lam = float(f"{share * np.abs(X.T @ y).max() / n:.3g}")
    step = rounded_step(steps / smoothness(X))
    return {"X": X, "y": y, "lam": lam, "step": step, "iters": iters}


# ------------------------------------------------------------------ certificates


def on_schedule(rate, monotone):
    """With a step of at most 1/L, J exceeds the minimum by no more than theory allows."""

    def certify(X, y, lam, step, iters, w, history):
        if step * smoothness(X) > 1 or lam == 0:
            return ""
        best = lasso.coordinate_descent(X, y, lam, 0, 1e-12, 10_000)[0]
        room = best @ best / (2 * step) * rate(np.arange(1, iters + 1))
        late = history[1:] - objective(X, y, best, lam) > room + 1e-11 * history[0]
        if late.any():
            return f"J is too large after {np.argmax(late) + 1} steps."
        return non_increasing("history", history) if monotone else ""

    return certify


CERTIFICATES = {
    "ista": on_schedule(lambda k: 1 / k, monotone=True),
    "fista": on_schedule(lambda k: 4 / (k + 1) ** 2, monotone=False),
}


def well_posed(name, momentum):
    """Float64 agrees with 50 digits, and no threshold is met by a hair: exactly, or not nearly."""

    def checked(*inputs):
        try:
            compared = path(*inputs, momentum)[2]
        except Refusal:
            return ""
        if any(0 < abs(v - t) < 1e-6 * max(v, t) for v, t in compared):
            return "a weight comes too near to its threshold"
        return path_is_stable(name)(*inputs)

    return checked


WELL_POSED = {"ista": well_posed("ista", still), "fista": well_posed("fista", growing)}

# ------------------------------------------------------------------ other valid ways


def descent(gradient, momentum):
    """The recurrence in float64; `gradient(X, y)` is a function of w. S(v, t) is v less its part within ±t."""

    def program(X, y, lam, step, iters):
        g, w, t = gradient(X, y), np.zeros(X.shape[1]), step * lam
        before, history = w, [objective(X, y, w, lam)]
        for beta in map(float, [*momentum(iters)][:iters]):
            z = w + beta * (w - before)
            v = z - step * g(z)
            before, w = w, v - np.clip(v, -t, t)
            history.append(objective(X, y, w, lam))
        return finite(w, np.array(history))

    return after(check, program)


def on_the_gram_matrix(X, y):
    G, c = X.T @ X / len(y), X.T @ y / len(y)
    return lambda z: G @ z - c


def on_the_residual(X, y):
    return lambda z: ((X @ z - y) @ X) / len(y)


def by_averages(X, y, lam, step, iters):
    """Without differences: z = (1 − 1/t) w + v/t, where v = w₋ + t (w − w₋) runs ahead."""
    w = v = np.zeros(X.shape[1])
    t, history = 1.0, [objective(X, y, w, lam)]
    for _ in range(iters):
        z = (1 - 1 / t) * w + v / t
        u = z - step * (X.T @ (X @ z - y)) / len(y)
        before, w = w, np.sign(u) * np.maximum(np.abs(u) - step * lam, 0)
        v, t = before + t * (w - before), (1 + np.sqrt(1 + 4 * t * t)) / 2
        history.append(objective(X, y, w, lam))
    return finite(w, np.array(history))


GRADIENTS = {
    "on the Gram matrix": on_the_gram_matrix,
    "on the residual": on_the_residual,
}
ALTERNATIVES = {
    "lipschitz": {
        "eigenvalues of XᵀX": lambda X: np.linalg.eigvalsh(X.T @ X)[-1] / len(X),
        "eigenvalues of XXᵀ": lambda X: np.linalg.eigvalsh(X @ X.T)[-1] / len(X),
        "a library's SVD": smoothness,
    },
    "ista": {name: descent(way, still) for name, way in GRADIENTS.items()},
    "fista": {name: descent(way, growing) for name, way in GRADIENTS.items()}
    | {"by averages": after(check, by_averages)},
}
