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


def split(a, factor=2.0**27 + 1):
    c = factor * a
    high = c - (c - a)
    return high, a - high


def dekker(a, b, factor=2.0**27 + 1, last=1):
    p = a * b
    (a1, a2), (b1, b2) = split(a, factor), split(b, factor)
    return p, last * (a2 * b2) - (((p - a1 * b1) - a2 * b1) - a1 * b2)


def minus(s, A, x, sums=True, products=True):
    """s[0] + s[1] + … − Ax as if in twice the digits; or without what sums, or products, lose."""
    total, rest = s[0], 0.0
    for term in s[1:]:
        total, e = knuth(total, term)
        rest = rest + sums * e
    for a, xk in zip(A.T, x, strict=True):
        t, d = dekker(a, -xk)
        total, e = knuth(total, t)
        rest = rest + (sums * e + products * d)
    return total + rest


def plain(s, A, x):
    return sum(s) - A @ x


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

# ------------------------------------------------------------------ the usual mistakes


def other_equations(right=1, left=1, transposed=1, turn=lambda Q: Q):
    """R dw = z₁ − right · h and dr = turn(Q)[left · h; z₂]."""

    def solver(X, y):
        Q, R = qr(X)
        R = R[: X.shape[1]]

        def correction(f, g):
            z, h = Q.T @ f, solve_triangular(R, g, trans=transposed)
            dw = solve_triangular(R, z[: len(h)] - right * h)
            return turn(Q) @ np.append(left * h, z[len(h) :]), dw

        return correction

    return solver


def normal_equations(X, y):
    """dw from XᵀX dw = Xᵀf − g and dr = f − X dw; the start is that of QR."""
    first, G = [by_qr(X, y)], X.T @ X

    def correction(f, g):
        if first:
            return first.pop()(f, g)
        dw = np.linalg.solve(G, X.T @ f - g)
        return f - X @ dw, dw

    return correction


def only_w(X, y, steps):
    """f = y − Xw, and w ← w + R⁻¹z₁."""
    refuse(X, steps)
    correction, w = by_qr(X, y), np.zeros(X.shape[1])
    for _ in range(steps + 1):
        w = w + correction(minus((y,), X, w), 0 * w)[1]
    return w


def fresh_residual(X, y, steps):
    """r = y − Xw, rounded, at the beginning of every step."""
    refuse(X, steps)
    correction = by_qr(X, y)
    w = correction(y, np.zeros(X.shape[1]))[1]
    for _ in range(steps):
        r = y - X @ w
        w = w + correction(minus((y, -r), X, w), minus((0 * w,), X.T, r))[1]
    return w


def with_intercept(X, y, steps):
    refuse(X, steps)
    return np.linalg.lstsq(X - X.mean(axis=0), y - y.mean(), rcond=None)[0]


MISTAKES = {
    "two_sum": {
        "e is (a + b) − s, which is 0": lambda a, b: (a + b, 0.0),
        "e is b − (s − a) whichever is the larger": lambda a, b: (
            a + b,
            b - ((a + b) - a),
        ),
        "e is a − (s − b) whichever is the larger": lambda a, b: (
            a + b,
            a - ((a + b) - b),
        ),
        "e has the other sign: s − (a + b)": lambda a, b: (a + b, -knuth(a, b)[1]),
        "only what a loses is counted": lambda a, b: (
            a + b,
            a - ((a + b) - ((a + b) - a)),
        ),
    },
    "two_prod": {
        "e is ab − p, which is 0": lambda a, b: (a * b, 0.0),
        "e has the other sign: p − ab": lambda a, b: (a * b, -dekker(a, b)[1]),
        "the product of the two low parts is left out": partial(dekker, last=0),
        "the factor of the split is 2²⁴ + 1: the lower part is too long": partial(
            dekker, factor=2.0**24 + 1
        ),
    },
    "ols_refined": {
        "the columns are looked at before steps": partial(
            refined,
            refusal=lambda X, steps: (
                rational.refuse_dependent(X, rational.QR_RANK),
                refuse(X, steps),
            ),
        ),
        "a negative number of steps is none": partial(
            refined,
            refusal=lambda X, steps: rational.refuse_dependent(X, rational.QR_RANK),
            rounds=lambda steps: max(steps, 0) + 1,
        ),
        "steps = 0 is refused": partial(
            refined,
            refusal=lambda X, steps: refuse(X, steps - 1),
        ),
        "the rank is not tested": lambda X, y, steps: (
            refuse(np.eye(1), steps),
            np.linalg.pinv(X) @ y,
        )[1],
        "an intercept is fitted although nobody asked for one": with_intercept,
        "no step is taken: this is the solution by QR": partial(
            refined, rounds=lambda steps: 1
        ),
        "one step too few is taken": partial(
            refined, rounds=lambda steps: max(steps, 1)
        ),
        "both residuals are computed in plain float64: the steps correct nothing": (
            partial(refined, top=plain, bottom=plain)
        ),
        "f = y − r − Xw is computed in plain float64": partial(refined, top=plain),
        "g = −Xᵀr is computed in plain float64": partial(refined, bottom=plain),
        "what the products lose is left out": partial(
            refined,
            top=partial(minus, products=False),
            bottom=partial(minus, products=False),
        ),
        "what the sums lose is left out": partial(
            refined, top=partial(minus, sums=False), bottom=partial(minus, sums=False)
        ),
        "y − r is rounded before Xw is subtracted": partial(
            refined, top=lambda s, A, x: minus((sum(s),), A, x)
        ),
        "the corrections are solved by the normal equations": partial(
            refined, solver=normal_equations
        ),
        "only w is refined, by f = y − Xw: r is not carried": only_w,
        "r is not carried, but computed anew from w, and rounded": fresh_residual,
        "R dw = z₁ + h": partial(refined, solver=other_equations(-1)),
        "g is added: its sign is that of +Xᵀr": partial(
            refined, bottom=lambda s, A, x: -minus(s, A, x)
        ),
        "R h = g is solved, not Rᵀh = g": partial(
            refined, solver=other_equations(transposed=0)
        ),
        "h is left out of R dw = z₁ − h": partial(refined, solver=other_equations(0)),
        "dr = Q[0; z₂], without h: r stays what it was after QR": partial(
            refined, solver=other_equations(left=0)
        ),
        "dr is turned by Qᵀ, the reflections in their first order": partial(
            refined, solver=other_equations(turn=np.transpose)
        ),
        "dr = [h; z₂] is not turned back by Q": partial(
            refined, solver=other_equations(turn=lambda Q: np.eye(len(Q)))
        ),
    },
}


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
