"""The active set and its signs in float64; then the minimiser, and the proof that it is one, over the rationals."""

from fractions import Fraction
from functools import partial

import numpy as np

from dojo.spec import kata, rational
from dojo.spec.certificates import l1_stationary
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged

ridge = kata("ridge").oracle
centred, exact_centred = ridge.centred, ridge.exact_centred

# ------------------------------------------------------------------ the truth


def lasso_lambda_max(X, y, fit_intercept):
    Xc, yc, _, _ = exact_centred(X, y, fit_intercept)
    c = rational.matvec(rational.transpose(Xc), yc)
    return rational.rounded(max(map(abs, c)) / len(y))


def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    """The gap of the exact answer is 0; the sweeps are what the intended algorithm takes.
    The truth needs no budget, and 1e-12 is enough for the signs."""
    check_parameters(lam, tol, max_sweeps)
    start, _, _, needed = coordinate_descent(X, y, lam, fit_intercept, 1e-12, 10_000)
    problem = exact_centred(X, y, fit_intercept)
    w, b, _ = minimiser(problem, Fraction(lam), Fraction(1), np.sign(start))
    return rational.rounded(w), rational.rounded(b), 0.0, min(needed, max_sweeps)


def minimiser(problem, lam, alpha, signs):
    """w, b and the slopes −gⱼ/λα of the elastic net, from the signs of w:
    (XₐᵀXₐ + nλ(1−α)I) wₐ = Xₐᵀy − nλα signₐ. For the lasso α = 1."""
    X, y, x_mean, y_mean = problem
    n, columns, active = len(y), rational.transpose(X), np.flatnonzero(signs)
    A = rational.gram([[row[j] for j in active] for row in X]) if len(active) else []
    A = ridge.plus_diagonal(A, n * lam * (1 - alpha))
    c = [rational.dot(columns[j], y) - n * lam * alpha * int(signs[j]) for j in active]
    w = [Fraction(0)] * len(columns)
    for j, value in zip(active, rational.solve(A, c), strict=True):
        w[j] = value
    r = rational.residual(X, y, w)
    slopes = [
        (rational.dot(x, r) / n - lam * (1 - alpha) * v) / (lam * alpha)
        for v, x in zip(w, columns, strict=True)
    ]
    if any(np.sign(v) != s for v, s in zip(w, signs, strict=True)):
        raise ValueError("the signs are not those of the minimiser")
    if max(map(abs, slopes)) > 1:
        raise ValueError("a weight that is not 0 is missing")
    return w, y_mean - rational.dot(x_mean, w), slopes


def bounds(X, y, lam, fit_intercept, tol, max_sweeps):
    """Any gap that the stopping rule accepts."""
    _, yc, _, _ = centred(X, y, fit_intercept)
    return {"gap": tol * (yc @ yc) / (2 * len(y))}


BOUNDS = {"lasso": bounds}

# ------------------------------------------------------------------ a second route, in float64


def check_parameters(lam, tol, max_sweeps):
    if lam <= 0 or tol < 0 or max_sweeps < 1:
        raise InvalidParameter(f"lam, tol, max_sweeps are {lam}, {tol}, {max_sweeps}")


def soft(v, t):
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def duality_gap(X, y, w, lam):
    """Of centred data; the dual point is the residual, shortened until it is feasible."""
    n, r = len(y), y - X @ w
    s = min(1, n * lam / max(np.abs(X.T @ r).max(), np.finfo(float).tiny))
    dual = (y @ y - (y - s * r) @ (y - s * r)) / (2 * n)
    return r @ r / (2 * n) + lam * np.abs(w).sum() - dual


def certified(way):
    """The first w of a way that the gap lets pass; ways differ in how the next w is found."""

    def solve(X, y, lam, fit_intercept, tol, max_sweeps):
        check_parameters(lam, tol, max_sweeps)
        Xc, yc, x_mean, y_mean = centred(X, y, fit_intercept)
        steps = way(Xc, yc, lam)
        for k in range(1, max_sweeps + 1):
            w = next(steps)
            gap = duality_gap(Xc, yc, w, lam)
            if gap <= tol * (yc @ yc) / (2 * len(y)):
                return w, y_mean - x_mean @ w, gap, k
        raise NotConverged(f"the gap is {gap} after {max_sweeps} steps")

    return solve


def sweeps(X, y, lam, order=1):
    """Passes over the coordinates with the residual carried along."""
    n, w = len(y), np.zeros(X.shape[1])
    while True:
        r = y - X @ w
        for j in range(X.shape[1])[::order]:
            a = X[:, j] @ X[:, j] / n
            if a > 0:
                new = soft(X[:, j] @ r / n + a * w[j], lam) / a
                r = r - (new - w[j]) * X[:, j]
                w[j] = new
        yield w


coordinate_descent = certified(sweeps)


def lambda_max(X, y, fit_intercept):
    Xc, yc, _, _ = centred(X, y, fit_intercept)
    return np.max(np.abs(Xc.T @ yc)) / len(y)


# ------------------------------------------------------------------ what the draws are made of

SCALES = 10.0 ** np.array([0, -2, 1, -1, 2])


def data(rng, n, p, scales=1.0, offset=0.0, mixing=0.0):
    """A third of the weights matter."""
    X = rng.uniform(-2, 2, (n, p)) + mixing * rng.uniform(-2, 2, (n, 1))
    w = rng.uniform(1, 3, p) * (np.arange(p) % 3 == 0)
    X = decimals(decimals(X + rng.uniform(-1, 1, p)) * scales, 10)
    y = X @ (w / scales) + 0.5 * rng.uniform(-1, 1, n) + 1.5 + offset
    return {"X": X, "y": decimals(y)}


def problem(rng, n, p, share, fit_intercept=1, **more):
    """λ is a share of λmax, to three digits; drawn again until the answer is clear."""
    while True:
        drawn = data(rng, n, p, **more)
        lam = float(f"{share * lambda_max(**drawn, fit_intercept=fit_intercept):.3g}")
        inputs = drawn | {"lam": lam, "fit_intercept": fit_intercept}
        inputs |= {"tol": 1e-12, "max_sweeps": 10_000}
        if not unclear(*inputs.values()):
            return inputs


def unclear(X, y, lam, fit_intercept, tol, max_sweeps):
    """A sentence if the active set is decided by a hair, or if a gap of tol leaves w too free."""
    if lam <= 0 or tol < 0 or max_sweeps < 1:
        return ""
    signs = np.sign(coordinate_descent(X, y, lam, fit_intercept, 1e-12, 10_000)[0])
    exactly = exact_centred(X, y, fit_intercept)
    w, _, slopes = minimiser(exactly, Fraction(lam), Fraction(1), signs)
    w, slopes = rational.rounded(w), np.abs(rational.rounded(slopes))
    if np.any((slopes > 1 - 1e-3) & (slopes < 1) & (signs == 0)):
        return "a weight is nearly active"
    # ‖X(w − w*)‖²/2n ≤ gap, so a slope is off by at most ‖xⱼ‖ √(2n gap)/n
    Xc, yc, _, _ = centred(X, y, fit_intercept)
    free = np.linalg.norm(Xc, axis=0) * np.linalg.norm(yc) * np.sqrt(tol) / len(y)
    if np.any((lam * (1 - slopes) < free) & (slopes < 1) & (signs == 0)):
        return "the gap leaves open whether a weight is active"
    if not signs.any():
        return ""
    if np.min(np.abs(w[signs != 0])) < 1e-3 * np.max(np.abs(w)):
        return "an active weight is nearly 0"
    # J is strongly convex in the active weights: ½μ‖w − w*‖² ≤ gap
    singular = np.linalg.svd(Xc[:, signs != 0], compute_uv=False)
    if 1e-5 * np.max(np.abs(w)) * singular[-1] < np.sqrt(tol) * np.linalg.norm(yc):
        return "the gap leaves w too free"
    return ""


WELL_POSED = {"lasso": unclear}


# ------------------------------------------------------------------ certificates


def certify(X, y, lam, fit_intercept, tol, max_sweeps, w, b, gap, sweeps):
    """The optimality conditions, exact zeros, and a gap that bounds what J exceeds its minimum by."""
    n, r = len(y), y - b - X @ w
    if wrong := l1_stationary(w, -X.T @ r / n, lam, tau=1e-4):
        return wrong
    if fit_intercept and abs(r.mean()) > 1e-9 * np.abs(y).max():
        return f"the residual has the mean {r.mean():.2g}, not 0."
    Xc, yc, _, _ = centred(X, y, fit_intercept)
    best = coordinate_descent(X, y, lam, fit_intercept, 1e-14, 100_000)[0]
    excess = objective(Xc, yc, w, lam) - objective(Xc, yc, best, lam)
    # a residual is known to ε|y| only, which far from 0 is more than ε|yc|
    slack = 1e-13 * (yc @ yc) / (2 * n)
    slack += 4 * np.finfo(float).eps * np.linalg.norm(y) * np.linalg.norm(yc) / n
    if not -slack <= gap or not excess <= gap + slack:
        return f"the gap is {gap:.3g}, but J exceeds its minimum by {excess:.3g}."
    return ""


def objective(X, y, w, lam):
    r = y - X @ w
    return r @ r / (2 * len(y)) + lam * np.abs(w).sum()


CERTIFICATES = {"lasso": certify}

# ------------------------------------------------------------------ other valid ways


def on_the_gram_matrix(X, y, lam):
    """The correlations XᵀXw − Xᵀy instead of a residual."""
    G, c, n, w = X.T @ X, X.T @ y, len(y), np.zeros(X.shape[1])
    while True:
        for j in np.flatnonzero(G.diagonal()):
            w[j] = soft((c[j] - G[j] @ w + G[j, j] * w[j]) / n, lam) / (G[j, j] / n)
        yield w


def proximal_step(X, y, w, lam):
    """w + Xᵀ(y − Xw)/nL, thresholded at λ/L: with the curvatures a of the columns, L = a ‖Z‖²
    where the columns of Z have the length 1. That is the usual step in units in which a = 1."""
    n, a = len(y), (X * X).sum(axis=0) / len(y)
    a = np.where(a > 0, a, 1)
    L = a * np.linalg.norm(X / np.sqrt(n * a), 2) ** 2
    L = np.maximum(L, np.finfo(float).tiny)
    return soft(w + X.T @ (y - X @ w) / n / L, lam / L)


def proximal_gradient(X, y, lam):
    """ISTA."""
    w = np.zeros(X.shape[1])
    while True:
        w = proximal_step(X, y, w, lam)
        yield w


def accelerated(X, y, lam):
    """FISTA; the momentum begins anew where it points uphill (O'Donoghue and Candès 2015)."""
    w = z = np.zeros(X.shape[1])
    t = 1.0
    while True:
        before, w = w, proximal_step(X, y, z, lam)
        yield w
        later = (1 + np.sqrt(1 + 4 * t * t)) / 2
        if (z - w) @ (w - before) > 0:
            z, t = w, 1.0
        else:
            z, t = w + (t - 1) / later * (w - before), later


def splitting(X, y, lam):
    """ADMM: (XᵀX/n + D) x = Xᵀy/n + D(z − u), z = S(x + u, λ/D), u += x − z, with the curvatures D."""
    n, p = X.shape
    D = (X * X).sum(axis=0) / n
    D = np.where(D > 0, D, 1)
    inverse = np.linalg.inv(X.T @ X / n + np.diag(D))
    z, u = np.zeros(p), np.zeros(p)
    while True:
        x = inverse @ (X.T @ y / n + D * (z - u))
        x = 1.6 * x - 0.6 * z
        z = soft(x + u, lam / D)
        u = u + x - z
        yield z


def active_set(X, y, lam):
    """One weight enters at a time, that with the steepest slope; what changes its sign on the way leaves."""
    n, p = X.shape
    w, s = np.zeros(p), np.zeros(p)
    while True:
        slopes = X.T @ (y - X @ w) / n
        j = np.argmax(np.where(s == 0, np.abs(slopes), 0))
        if s[j] == 0 and np.abs(slopes[j]) > lam * (1 + 1e-12):
            s[j] = np.sign(slopes[j])
        while True:
            A = np.flatnonzero(s)
            best = np.zeros(p)
            c = X[:, A].T @ y - n * lam * s[A]
            best[A] = np.linalg.lstsq(X[:, A].T @ X[:, A], c, rcond=1e-13)[0]
            against = np.flatnonzero(best * s < 0)
            if not against.size:
                w = best
                break
            share = w[against] / (w[against] - best[against])
            first = against[np.argmin(share)]
            w = w + share.min() * (best - w)
            w[first] = s[first] = 0
        yield w


WAYS = {
    "the last coordinate first": partial(sweeps, order=-1),
    "on the Gram matrix": on_the_gram_matrix,
    "proximal gradient steps": proximal_gradient,
    "accelerated proximal gradient steps": accelerated,
    "the alternating direction method of multipliers": splitting,
    "an active set": active_set,
}
ALTERNATIVES = {"lasso": {name: certified(way) for name, way in WAYS.items()}}

# ------------------------------------------------------------------ what is timed


def sparse(rng, n, p, share=0.05, correlation=0.0):
    """Twenty weights are 1; λ is a share of λmax; neighbouring columns correlate."""
    X = rng.standard_normal((n, p))
    for j in range(1, p if correlation else 0):
        X[:, j] *= np.sqrt(1 - correlation**2)
        X[:, j] += correlation * X[:, j - 1]
    y = X[:, : min(20, p)].sum(axis=1) + rng.standard_normal(n)
    lam = share * np.abs(X.T @ y).max() / n
    return {
        "X": X,
        "y": y,
        "lam": lam,
        "fit_intercept": 1,
        "tol": 1e-8,
        "max_sweeps": 10_000,
    }
