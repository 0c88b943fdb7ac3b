"""Sums, products and the normal equations over the rationals, where nothing is lost."""

from fractions import Fraction
from functools import partial

import numpy as np
from scipy.linalg import qr, solve_triangular

from dojo.spec import rational
from dojo.spec.cases import kata
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.draws import Family
from dojo.spec.refusals import InvalidParameter

# ------------------------------------------------------------------ the truth


def two_sum(a, b):
    return a + b, float(Fraction(a) + Fraction(b) - Fraction(a + b))


def two_prod(a, b):
    return a * b, float(Fraction(a) * Fraction(b) - Fraction(a * b))


def ols_refined(X, y, steps):
    refuse(X, steps)
    X, y = rational.exact(X), rational.exact(y)
    w = rational.solve(rational.gram(X), rational.matvec(rational.transpose(X), y))
    return rational.rounded(w)


def refuse(X, steps):
    if steps < 0:
        raise InvalidParameter(f"steps is {steps}")
    rational.refuse_dependent(X, rational.QR_RANK)


# ------------------------------------------------------------------ a second route, in float64


def knuth(a, b):
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


def fast_two_sum(a, b):
    """With the larger one first."""
    if abs(a) < abs(b):
        a, b = b, a
    return a + b, b - (a + b - a)


def split(a):
    c = (2.0**27 + 1) * a
    high = c - (c - a)
    return high, a - high


def dekker(a, b):
    p = a * b
    (a1, a2), (b1, b2) = split(a), split(b)
    return p, a2 * b2 - (((p - a1 * b1) - a2 * b1) - a1 * b2)


def minus(s, A, x):
    """s[0] + s[1] + … − Ax as if in twice the digits."""
    total, rest = s[0], 0.0
    for term in s[1:]:
        total, e = knuth(total, term)
        rest = rest + e
    for a, xk in zip(A.T, x, strict=True):
        t, d = dekker(a, -xk)
        total, e = knuth(total, t)
        rest = rest + (e + d)
    return total + rest


def exactly(s, A, x):
    """Rounded once."""
    s = rational.transpose([rational.exact(term) for term in s])
    Ax = rational.matvec(rational.exact(A), rational.exact(x))
    return rational.rounded([sum(t) - v for t, v in zip(s, Ax, strict=True)])


def by_qr(X, y):
    """(f, g) → (dr, dw), by all of Q."""
    Q, R = qr(X)
    R = R[: X.shape[1]]

    def correction(f, g):
        z, h = Q.T @ f, solve_triangular(R, g, trans=1)
        dw = solve_triangular(R, z[: len(h)] - h)
        return Q @ np.append(h, z[len(h) :]), dw

    return correction


def refined(
    X,
    y,
    steps,
    solver=by_qr,
    top=minus,
    bottom=minus,
    refusal=refuse,
    rounds=lambda steps: steps + 1,
):
    """Corrections of r = 0 and w = 0, of which the first is the solution itself."""
    refusal(X, steps)
    correction = solver(X, y)
    r, w = np.zeros(len(y)), np.zeros(X.shape[1])
    for _ in range(rounds(steps)):
        f, g = top((y, -r), X, w), bottom((0 * w,), X.T, r)
        dr, dw = correction(f, g)
        r, w = r + dr, w + dw
    return w


# ------------------------------------------------------------------ what the draws are made of


def numbers(rng):
    """Two numbers of all 53 bits, up to 2³⁰ times as large as each other."""
    a, b = (
        rng.uniform(1, 2, 2) * rng.choice([-1, 1], 2) * 2.0 ** rng.randint(-15, 16, 2)
    )
    return {"a": float(a), "b": float(b)}


def neighbours(rng):
    """Almost opposite."""
    a = rng.uniform(1, 2)
    return {"a": float(a), "b": float(-a * (1 + rng.uniform(-1, 1) * 2.0**-20) * 3)}


def hilbert(n, p):
    return 1 / (np.arange(n)[:, None] + np.arange(p) + 1)


# ------------------------------------------------------------------ certificates


CERTIFICATES = {
    "ols_refined": lambda X, y, steps, w: orthogonal_residual(X, y, w),
}


def well_posed(X, y, steps):
    return rational.near_the_rank_test(
        rational.gram(rational.exact(X)), rational.QR_MARGIN
    )


WELL_POSED = {"ols_refined": well_posed}

# ------------------------------------------------------------------ other valid ways


def by_elimination(X, y):
    """[αI X; Xᵀ 0] with columns of length 1, and α the smallest singular value: κ and not κ²."""
    n, p = X.shape
    length = np.linalg.norm(X, axis=0)
    alpha = np.linalg.svd(X / length, compute_uv=False)[-1]
    M = np.block([[alpha * np.eye(n), X / length], [(X / length).T, np.zeros((p, p))]])

    def correction(f, g):
        x = np.linalg.solve(M, np.append(f, g / length / alpha))
        return alpha * x[:n], x[n:] / length

    return correction


ALTERNATIVES = {
    "two_sum": {"the larger one first": fast_two_sum},
    "two_prod": {"exact fractions": two_prod},
    "ols_refined": {
        "exact residuals, rounded once": partial(refined, top=exactly, bottom=exactly),
        "two steps more": partial(refined, rounds=lambda steps: steps + 3),
        "exact fractions": ols_refined,
        "elimination of the whole system, with columns of length 1": partial(
            refined, solver=by_elimination
        ),
        "one step in advance": partial(refined, rounds=lambda steps: steps + 2),
    },
}

# ------------------------------------------------------------------ digits against time

HARD = [f"Wampler {i}" for i in range(1, 6)] + ["Longley", "NoInt1", "NoInt2"]


def hard():
    """name → ((X, y), w), from the cases of this kata."""
    cases = {c.name: c for c in kata("ols_refined").cases if c.outputs}
    given = {name: cases[name] for name in HARD}
    return {
        name: ((case.inputs["X"], case.inputs["y"]), case.outputs["w"])
        for name, case in given.items()
    }


def tall(rng, n=5_000, p=20):
    X = np.column_stack([np.ones(n), rng.standard_normal((n, p - 1))])
    return X, X.sum(axis=1) + rng.standard_normal(n)


FAMILY = Family(
    title="least squares",
    words="5000 rows, 20 columns",
    problems=hard,
    inputs={
        "ols": lambda X, y: (X, y),
        "ols_qr": lambda X, y: (X, y),
        "ols_refined": lambda X, y: (X, y, 2),
        "min_norm_ls": lambda X, y: (X, y, 1e-15),
    },
    draw=tall,
)
