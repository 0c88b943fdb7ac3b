"""A corner of the linear program over the rationals, with the multipliers that prove it a minimum."""

from fractions import Fraction
from itertools import combinations, product

import numpy as np
from scipy.optimize import linprog, lsq_linear

from dojo.spec import kata, rational
from dojo.spec.designs import regression
from dojo.spec.refusals import InvalidParameter, after
from dojo.spec.well_posed import unless_refused

plain = kata("ols_normal_equations").oracle
EXCESS = 1e-6  # of the minimum, that a loss may have

# ------------------------------------------------------------------ the truth


def pinball_loss(y, q, tau):
    check_tau(y, q, tau)
    r = [a - b for a, b in zip(rational.exact(y), rational.exact(q), strict=True)]
    return rational.rounded(total(r, Fraction(tau)) / len(r))


def total(r, tau):
    return sum(tau * v if v > 0 else (tau - 1) * v for v in r)


def check_tau(X, y, tau):
    if not 0 < tau < 1:
        raise InvalidParameter(f"tau is {tau}")


def quantile_regression(X, y, tau):
    refuse(X, y, tau)
    w, loss, _, _ = corner(X, y, tau)
    return rational.rounded(w), rational.rounded(loss)


def refuse(X, y, tau):
    check_tau(X, y, tau)
    rational.refuse_dependent(X, rational.QR_RANK)


def corner(X, y, tau):
    """w, the loss, p rows that w meets, and their multipliers a: Xᵀa = 0 where a row above w has τ and one
    below it τ − 1, and all lie in [τ − 1, τ], so that no loss is smaller."""
    near, p = by_simplex(X, y, tau)[0], X.shape[1]
    r = np.abs(y - X @ near)
    met = np.flatnonzero(r <= 1e-7 * np.max(np.abs(y))).tolist()
    A, b, tau = rational.exact(X), rational.exact(y), Fraction(tau)
    for rows in combinations(met, p):
        try:
            w = rational.solve([A[i] for i in rows], [b[i] for i in rows])
        except ZeroDivisionError:
            continue
        r = rational.residual(A, b, w)
        others = [i for i in range(len(b)) if i not in rows]
        # a row that is met beyond p has either multiplier
        choices = [[tau] * (r[i] >= 0) + [tau - 1] * (r[i] <= 0) for i in others]
        for a in product(*choices):
            pull = [-sum(c * A[i][j] for c, i in zip(a, others)) for j in range(p)]
            a = rational.solve(rational.transpose([A[i] for i in rows]), pull)
            if all(tau - 1 <= v <= tau for v in a):
                return w, total(r, tau) / len(r), list(rows), rational.rounded(a)
    raise ValueError("no corner near the answer of the simplex method is a minimum")


def bounds(X, y, tau):
    """n(loss − minimum) ≥ Σ mᵢ|rᵢ| over the rows of the corner, where mᵢ is the distance of aᵢ from its limits."""
    _, loss, rows, a = corner(X, y, tau)
    B = np.abs(np.linalg.inv(X[rows])) / np.minimum(tau - a, a + 1 - tau)
    return {"w": EXCESS * len(y) * float(loss) * np.max(B, axis=1)}


BOUNDS = {"quantile_regression": bounds}

# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, tau, **how):
    """Drawn again until there is one minimiser, and a sharp one."""
    while True:
        drawn = regression(rng, n, p, outliers=2, **how)
        inputs = {"X": drawn["X"], "y": drawn["y"], "tau": tau}
        if not np.any(np.isinf(spread := sharpness(**inputs))) and np.max(spread) < 50:
            return inputs


def sharpness(X, y, tau):
    """1/mᵢ for the rows of the corner."""
    a = corner(X, y, tau)[3]
    with np.errstate(divide="ignore"):
        return 1 / np.minimum(tau - a, a + 1 - tau)


SCALES = 10.0 ** np.array([0, -3, 1, 3])

# ------------------------------------------------------------------ certificates


def certify(X, y, tau, w, loss):
    """The loss is that of w, and multipliers in the box [τ − 1, τ] hold w where it is."""
    r, tiny = y - X @ w, 1e-12 * np.max(np.abs(y))
    there = np.mean(np.maximum(tau * r, (tau - 1) * r))
    if abs(loss - there) > 1e-10 * there + tiny:
        return f"loss is {loss:.12g}, but that of w is {there:.12g}."
    met = np.abs(r) <= 1e-2 * there + 1e3 * tiny
    X = X / np.sum(np.abs(X), axis=0)
    pull = -X[~met].T @ np.where(r > 0, tau, tau - 1)[~met]
    free = lsq_linear(X[met].T, pull, (tau - 1, tau)).x if met.any() else np.zeros(0)
    rest = np.max(np.abs(X[met].T @ free - pull))
    if rest <= 1e-6:
        return ""
    return f"w can be moved downhill: {rest:.2g} of a column's pull is not held."


CERTIFICATES = {"quantile_regression": certify}


def well_posed(X, y, tau):
    return rational.nearly_dependent(X, rational.QR_MARGIN)


WELL_POSED = {"quantile_regression": unless_refused(refuse, well_posed)}

# ------------------------------------------------------------------ other valid ways


def by_program(method):
    """min τ1ᵀu + (1 − τ)1ᵀv where Xw + u − v = y and u, v ≥ 0, in columns of length 1 and a y of size 1."""

    def solve(X, y, tau):
        (n, p), width = X.shape, np.linalg.norm(X, axis=0)
        height = np.max(np.abs(y)) or 1.0
        c = np.concatenate([np.zeros(p), np.full(n, tau), np.full(n, 1 - tau)])
        A = np.hstack([X / width, np.eye(n), -np.eye(n)])
        limits = [(None, None)] * p + [(0, None)] * (2 * n)
        found = linprog(c, A_eq=A, b_eq=y / height, bounds=limits, method=method)
        w = found.x[:p] / width * height
        r = y - X @ w
        return w, np.mean(np.maximum(tau * r, (tau - 1) * r))

    return solve


by_simplex = by_program("highs-ds")


def reweighted(X, y, tau):
    """The parabola (r²/c + c)/4 + (τ − ½)r lies above ρ and touches it where |r| = c; c never below a floor that sinks."""
    w = plain.by_qr(X, y)
    height = np.mean(np.abs(y - X @ w))
    for floor in 10.0 ** -np.arange(2, 9) * height:
        for _ in range(60):
            c = np.maximum(np.abs(y - X @ w), max(floor, 1e-300))
            s = 1 / np.sqrt(c)
            w = plain.by_qr(s[:, None] * X, s * (y + (2 * tau - 1) * c))
    r = y - X @ w
    return w, np.mean(np.maximum(tau * r, (tau - 1) * r))


def two_sums(y, q, tau):
    above = y > q
    return (tau * np.sum((y - q)[above]) + (1 - tau) * np.sum((q - y)[~above])) / len(y)


ALTERNATIVES = {
    "pinball_loss": {"two sums": after(check_tau, two_sums)},
    "quantile_regression": {
        "the dual simplex method": after(refuse, by_simplex),
        "an interior point": after(refuse, by_program("highs-ipm")),
        "reweighted least squares": after(refuse, reweighted),
    },
}

# ------------------------------------------------------------------ what is timed


def skewed(rng, n, p):
    X = np.column_stack([np.ones(n), rng.standard_normal((n, p - 1))])
    return {"X": X, "y": X.sum(axis=1) + rng.exponential(size=n)}
