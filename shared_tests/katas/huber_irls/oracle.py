"""Huber's minimiser over the rationals, once it is known which rows lie beyond δ; the rescaled path with 50 digits."""

from fractions import Fraction

import mpmath
import numpy as np

from dojo.spec import kata, rational
from dojo.spec.designs import regression
from dojo.spec.refusals import InvalidParameter, NotConverged, after
from dojo.spec.well_posed import path_is_stable, unless_refused

plain = kata("ols_normal_equations").oracle
middle = kata("theil_sen").oracle.middle

# ------------------------------------------------------------------ the truth


def huber_weights(r, delta):
    check_threshold(r, delta)
    r, delta = rational.exact(r), Fraction(delta)
    return rational.rounded([delta / max(abs(v), delta) for v in r])


def check_threshold(r, delta):
    if delta <= 0:
        raise InvalidParameter(f"delta is {delta}")


def huber(X, y, delta, tol, max_iter):
    """The truth needs no budget; the count is what the intended algorithm takes."""
    check(X, y, delta, tol, max_iter)
    start, needed = reweighted_fits(X, y, delta, 1e-12, 10_000)
    w, _ = minimiser(X, y, delta, start)
    return rational.rounded(w), min(needed, max_iter)


def minimiser(X, y, delta, near):
    """w, and which rows lie within δ: Σ within xᵢ(yᵢ − xᵢᵀw) + δ Σ beyond ±xᵢ = 0. Which do is
    told by a w in float64, and proved afterwards."""
    r = y - X @ near
    signs = np.where(np.abs(r) > delta, np.sign(r), 0).astype(int).tolist()
    X, y, delta = rational.exact(X), rational.exact(y), Fraction(delta)
    within = [s == 0 for s in signs]
    A = [x for x, inside in zip(X, within, strict=True) if inside]
    z = [t if inside else delta * s for t, s, inside in zip(y, signs, within)]
    w = rational.solve(rational.gram(A), rational.matvec(rational.transpose(X), z))
    r = rational.residual(X, y, w)
    if any(abs(v) > delta if s == 0 else v * s < delta for v, s in zip(r, signs)):
        raise ValueError("the rows beyond δ are not those of the minimiser")
    return w, np.array(within)


def check(X, y, delta, tol, max_iter):
    check_threshold(y, delta)
    if tol < 0 or max_iter < 0:
        raise InvalidParameter(f"{tol=}, {max_iter=}")
    rational.refuse_dependent(X, rational.RANK)


def huber_mad(X, y, c, iters):
    refuse(X, y, c, iters)
    with mpmath.workdps(50):
        c, zero = mpmath.mpf(c), 1e-12 * np.max(np.abs(y))
        normal = mpmath.sqrt(2) * mpmath.erfinv(mpmath.mpf(1) / 2)
        A, b = mpmath.matrix(X.tolist()), mpmath.matrix(y.tolist())
        w, scale = precise_fit(A, b, [1] * len(y)), mpmath.mpf(0)
        for _ in range(iters):
            r = [abs(v) for v in b - A * w]
            scale = middle(r) / normal
            if scale <= zero:
                scale = 0
                break
            w = precise_fit(A, b, [c * scale / max(v, c * scale) for v in r])
        return np.array(list(w), float), float(scale)


def precise_fit(A, b, v):
    VA = mpmath.matrix([[c * x for x in row] for c, row in zip(v, A.tolist())])
    return mpmath.lu_solve(VA.T * A, VA.T * b)


def refuse(X, y, c, iters):
    if c <= 0 or iters < 1:
        raise InvalidParameter(f"{c=}, {iters=}")
    rational.refuse_dependent(X, rational.RANK)


# ------------------------------------------------------------------ a second route, in float64


def gradient(X, y, delta, w):
    """−n∇J"""
    return X.T @ np.clip(y - X @ w, -delta, delta)


def pull(X, y, delta):
    """What each column can at most pull with at w = 0."""
    return np.abs(X).T @ np.minimum(np.abs(y), delta)


def certified(way):
    """The first w of a way whose columns pull no harder than tol of what they can at w = 0."""

    def solve(X, y, delta, tol, max_iter):
        check(X, y, delta, tol, max_iter)
        allowed, steps = tol * pull(X, y, delta), way(X, y, delta)
        for k in range(max_iter + 1):
            w = next(steps)
            if np.all(np.abs(gradient(X, y, delta, w)) <= allowed):
                return w, k
        raise NotConverged(f"{max_iter} steps are not enough")

    return solve


def reweighted(X, y, delta):
    w = plain.by_qr(X, y)
    while True:
        yield w
        s = np.sqrt(delta / np.maximum(np.abs(y - X @ w), delta))
        w = plain.by_qr(s[:, None] * X, s * y)


reweighted_fits = certified(reweighted)

# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, delta=1.0, tol=1e-10, **how):
    """Drawn again until tol leaves no digit open that is compared."""
    while True:
        drawn = regression(rng, n, p, clear=True, **how)
        inputs = {"X": drawn["X"], "y": drawn["y"], "delta": delta}
        inputs |= {"tol": tol, "max_iter": 10_000}
        if not unclear(*inputs.values()):
            return inputs


def rescaled(rng, n, p, c=1.345, iters=6, **how):
    drawn = regression(rng, n, p, clear=True, **how)
    return {"X": drawn["X"], "y": drawn["y"], "c": c, "iters": iters}


SCALES = 10.0 ** np.array([0, -3, 1, 3])

# ------------------------------------------------------------------ certificates


def certify(X, y, delta, tol, max_iter, w, iters):
    """No column pulls: the gradient is 0, in the units of its columns."""
    excess = np.abs(gradient(X, y, delta, w)) - 1e-8 * pull(X, y, delta)
    j = int(np.argmax(excess))
    if excess[j] <= 0:
        return ""
    return f"column {j} still pulls: Σ xᵢⱼρ′(rᵢ) is not 0, but off by {excess[j]:.2g}."


CERTIFICATES = {"huber": certify}


def unclear(X, y, delta, tol, max_iter):
    """A sentence if the rows within δ leave w open, or tol does: |w − w*| ≤ |H⁻¹| tol·pull where H = Σ within xᵢxᵢᵀ."""
    if problem := rational.nearly_dependent(X):
        return problem
    near, _ = reweighted_fits(X, y, delta, 1e-12, 10_000)
    w, within = minimiser(X, y, delta, near)
    A, w = X[within], np.abs(rational.rounded(w))
    length = np.linalg.norm(X, axis=0)
    if np.linalg.svd(A / length, compute_uv=False)[-1] < 1e-3:
        return "the rows within δ hardly determine w"
    free = np.abs(np.linalg.inv(A.T @ A)) @ (tol * pull(X, y, delta))
    if np.any(free > 1e-7 / 4 * np.where(w > 0, w, np.max(w))):
        return "tol leaves w too free"
    return ""


def keeps_off_zero(X, y, c, iters):
    """No scale is nearly 0, and rounding stays small."""
    scale = huber_mad(X, y, c, iters)[1] / np.max(np.abs(y))
    if 0 < scale < 1e-9:
        return "the scale is nearly 0"
    return rational.nearly_dependent(X) or path_is_stable("huber_mad")(X, y, c, iters)


WELL_POSED = {
    "huber": unless_refused(check, unclear),
    "huber_mad": unless_refused(refuse, keeps_off_zero),
}

# ------------------------------------------------------------------ other valid ways


def shifted(X, y, delta):
    """What sticks out beyond δ is taken off the targets, and the rest is fitted by least squares."""
    z = y
    while True:
        w = plain.by_qr(X, z)
        yield w
        z = X @ w + np.clip(y - X @ w, -delta, delta)


def newton(X, y, delta):
    """H = Σ within xᵢxᵢᵀ, and a hundredth of the other rows, lest it be singular; a step that leads uphill is halved."""
    w = plain.by_qr(X, y)
    while True:
        yield w
        v = np.where(np.abs(y - X @ w) <= delta, 1, 0.01)
        d = plain.definite_solve(X.T @ (v[:, None] * X), gradient(X, y, delta, w))
        while gradient(X, y, delta, w + d) @ d < 0 and d.any():
            d = d / 2
        w = w + d


def by_corrections(X, y, c, iters):
    """w moves by the weighted fit of its residuals."""
    refuse(X, y, c, iters)
    w = plain.by_svd(X, y)
    for _ in range(iters):
        r = y - X @ w
        scale = np.quantile(np.abs(r), 0.5) / 0.6744897501960817
        if scale <= 1e-12 * np.max(np.abs(y)):
            return w, 0.0
        v = np.minimum(1, c * scale / np.maximum(np.abs(r), 1e-300))
        w = w + plain.definite_solve(X.T @ (v[:, None] * X), X.T @ (v * r))
    return w, scale


def by_clipping(r, delta):
    return np.divide(np.clip(r, -delta, delta), r, out=np.ones_like(r), where=r != 0)


ALTERNATIVES = {
    "huber_weights": {"ρ′(r)/r": after(check_threshold, by_clipping)},
    "huber": {
        "shifted targets": certified(shifted),
        "Newton's method": certified(newton),
    },
    "huber_mad": {"corrections": by_corrections},
}
