"""Sums, products and the normal equations over the rationals, where nothing is lost."""

from fractions import Fraction
from functools import partial

import numpy as np
from scipy.linalg import qr, solve_triangular

from dojo.spec import rational
from dojo.spec.cases import kata
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.designs import sum_of_columns
from dojo.spec.draws import Family
from dojo.spec.reference import reference
from dojo.spec.refusals import InvalidParameter, after

# ------------------------------------------------------------------ the truth


def two_sum(a, b):
    return a + b, float(Fraction(a) + Fraction(b) - Fraction(a + b))


def two_prod(a, b):
    return a * b, float(Fraction(a) * Fraction(b) - Fraction(a * b))


def ols_refined(X, y, steps):
    refuse(X, y, steps)
    X, y = rational.exact(X), rational.exact(y)
    return rational.rounded(rational.least_squares(X, y))


def refuse(X, y, steps):
    if steps < 0:
        raise InvalidParameter(f"steps is {steps}")
    rational.refuse_dependent(X, rational.QR_RANK)


# ------------------------------------------------------------------ what the draws are made of


def numbers(rng):
    """Two numbers of all 53 bits, up to 2³⁰ times as large as each other."""
    a, b = (
        rng.uniform(1, 2, 2) * rng.choice([-1, 1], 2) * 2.0 ** rng.randint(-15, 16, 2)
    )
    return {"a": float(a), "b": float(b)}


# ------------------------------------------------------------------ certificates


CERTIFICATES = {
    "ols_refined": lambda X, y, steps, w: orthogonal_residual(X, y, w),
}


WELL_POSED = {
    "ols_refined": lambda X, y, steps: rational.nearly_dependent(X, rational.QR_MARGIN)
}

# ------------------------------------------------------------------ other valid ways


def fast_two_sum(a, b):
    """With the larger one first."""
    if abs(a) < abs(b):
        a, b = b, a
    return a + b, b - (a + b - a)


def steps_more(count):
    """Where the steps have converged, more of them change nothing."""
    solution = reference("ols_refined").ols_refined
    return after(refuse, lambda X, y, steps: solution(X, y, steps + count))


def refined(solver, X, y, steps):
    """Corrections of r = 0 and w = 0, the residuals rounded once; the first one is the solution itself."""
    correction = solver(X, y)
    r, w = np.zeros(len(y)), np.zeros(X.shape[1])
    for _ in range(1 + steps):
        f, g = residual((y, -r), X, w), residual((0 * w,), X.T, r)
        dr, dw = correction(f, g)
        r, w = r + dr, w + dw
    return w


def residual(s, A, x):
    """s[0] + s[1] + … − Ax"""
    s = [sum(terms) for terms in zip(*map(rational.exact, s), strict=True)]
    return rational.rounded(rational.residual(rational.exact(A), s, rational.exact(x)))


def by_qr(X, y):
    """(f, g) → (dr, dw), by all of Q."""
    Q, R = qr(X)
    R = R[: X.shape[1]]

    def correction(f, g):
        z, h = Q.T @ f, solve_triangular(R, g, trans=1)
        dw = solve_triangular(R, z[: len(h)] - h)
        return Q @ np.append(h, z[len(h) :]), dw

    return correction


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
        "exact residuals, rounded once": after(refuse, partial(refined, by_qr)),
        "two steps more": steps_more(2),
        "exact fractions": ols_refined,
        "elimination of the whole system, with columns of length 1": after(
            refuse, partial(refined, by_elimination)
        ),
        "one step in advance": steps_more(1),
    },
}

# ------------------------------------------------------------------ digits against time

HARD = [f"Wampler {i}" for i in range(1, 6)] + ["Longley", "NoInt1", "NoInt2"]


def hard():
    """name → ((X, y), w), from the cases of this kata."""
    cases = {c.name: c for c in kata("ols_refined").cases if c.outputs}
    found = [(name, cases[name].inputs, cases[name].outputs) for name in HARD]
    return {name: ((i["X"], i["y"]), o["w"]) for name, i, o in found}


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
    draw=lambda rng: sum_of_columns(rng, 5_000, 20).values(),
)
