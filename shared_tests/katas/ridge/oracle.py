"""The minimiser over the rationals: the centred normal equations, solved by elimination."""

from fractions import Fraction
from functools import partial

import numpy as np

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, RankDeficient, after

# ------------------------------------------------------------------ the truth


def center(X, y):
    return tuple(map(rational.rounded, exact_centred(X, y, True)))


def ridge(X, y, lam, fit_intercept):
    check(X, y, lam, fit_intercept)
    return minimiser(X, y, lam, fit_intercept)


def ridge_dual(X, y, lam, fit_intercept):
    check_dual(X, y, lam, fit_intercept)
    return minimiser(X, y, lam, fit_intercept)


def minimiser(X, y, lam, fit_intercept):
    Xc, yc, x_mean, y_mean = exact_centred(X, y, fit_intercept)
    c = rational.matvec(rational.transpose(Xc), yc)
    w = rational.solve(exact_gram(X, y, lam, fit_intercept), c)
    b = y_mean - rational.dot(x_mean, w)
    return rational.rounded(w), rational.rounded(b)


def exact_centred(X, y, fit_intercept):
    """Xc, yc, x̄, ȳ; without an intercept the means are 0."""
    X, y = rational.exact(X), rational.exact(y)
    if not fit_intercept:
        return X, y, [Fraction(0)] * len(X[0]), Fraction(0)
    Xc, x_mean = rational.centred(X)
    y_mean = sum(y) / len(y)
    return Xc, [t - y_mean for t in y], x_mean, y_mean


def exact_gram(X, y, lam, fit_intercept):
    """XcᵀXc + nλI"""
    G = rational.gram(exact_centred(X, y, fit_intercept)[0])
    return plus_diagonal(G, len(X) * Fraction(lam))


def exact_kernel(X, y, lam, fit_intercept):
    """XcXcᵀ + nλI"""
    Xc = exact_centred(X, y, fit_intercept)[0]
    K = rational.gram(rational.transpose(Xc))
    return plus_diagonal(K, len(X) * Fraction(lam))


def plus_diagonal(A, c):
    return [[a + c * (i == j) for j, a in enumerate(row)] for i, row in enumerate(A)]


def check(X, y, lam, fit_intercept):
    if lam < 0:
        raise InvalidParameter(f"lam is {lam}")
    if lam == 0:
        ratios = rational.pivot_ratios(exact_gram(X, y, lam, fit_intercept))
        if min(ratios) <= rational.RANK:
            raise RankDeficient("the columns are linearly dependent")


def check_dual(X, y, lam, fit_intercept):
    if lam <= 0:
        raise InvalidParameter(f"lam is {lam}")


# ------------------------------------------------------------------ a second route, in float64


def centred(X, y, fit_intercept):
    """Xc, yc, x̄, ȳ. Differences to the first row come first: a constant column is 0 exactly."""
    if not fit_intercept:
        return X, y, np.zeros(X.shape[1]), 0.0
    x_mean = X[0] + (X - X[0]).mean(axis=0)
    return X - x_mean, y - y.mean(), x_mean, y.mean()


def primal(Xc, yc, c):
    """(XᵀX + cI) w = Xᵀy"""
    G = Xc.T @ Xc + c * np.eye(Xc.shape[1])
    return np.linalg.solve(G, Xc.T @ yc)


def fit(solve, X, y, lam, fit_intercept):
    """Centre, solve with c = nλ, find b."""
    Xc, yc, x_mean, y_mean = centred(X, y, fit_intercept)
    w = solve(Xc, yc, len(y) * lam)
    return w, y_mean - x_mean @ w


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, lam, fit_intercept=1, scales=1.0, offsets=0.0, level=5.0):
    """A linear function of the columns and noise around a level; then the columns are scaled and shifted."""
    X = decimals(rng.uniform(-2, 2, (n, p)))
    y = decimals(level + X @ rng.uniform(-3, 3, p) + rng.uniform(-1, 1, n))
    X = decimals(X * scales + offsets, 10)
    return {"X": X, "y": y, "lam": lam, "fit_intercept": fit_intercept}


def far_from_the_origin(rng):
    """Large offsets, chosen so that b = ȳ − x̄ᵀw itself does not cancel."""
    return problem(rng, 12, 2, 0.5, offsets=np.array([1e6, -1e4]), level=2e7)


def outliers(rng):
    """A line through (0, 0) with slope ½ and noise, whose last two points are 30 too high."""
    x = np.linspace(0, 10, 12).round(4)
    y = x / 2 + rng.uniform(-1, 1, 12)
    y[-2:] += 30
    return {"X": x[:, None], "y": decimals(y), "lam": 20.0, "fit_intercept": 1}


def nearly_equal_columns(rng, n=10):
    x = rng.uniform(-2, 2, n)
    X = decimals(np.column_stack([x, x + 1e-3 * rng.uniform(-1, 1, n)]))
    y = decimals(X.sum(axis=1) + rng.uniform(-1, 1, n))
    return {"X": X, "y": y, "lam": 1e-4, "fit_intercept": 1}


SCALES = 10.0 ** np.array([0, -6, 6, -3, 3])


# ------------------------------------------------------------------ certificates


def well_posed(matrix):
    """With a penalty every pivot is far above rounding error, or nobody can see the penalty; without one none is near 1e-12."""

    def check(X, y, lam, fit_intercept):
        A = matrix(X, y, max(lam, 0), fit_intercept)
        if lam > 0 and min(rational.pivot_ratios(A)) < 100 * len(A) * 2.0**-53:
            return "nλ is no more than rounding error"
        if lam == 0 and matrix is exact_gram:
            return rational.near_the_rank_test(A)
        return ""

    return check


WELL_POSED = {"ridge": well_posed(exact_gram), "ridge_dual": well_posed(exact_kernel)}

# ------------------------------------------------------------------ other valid ways


def augmented(Xc, yc, c):
    """Least squares on [Xc; √c I] and [yc; 0]."""
    p = Xc.shape[1]
    A = np.vstack([Xc, np.sqrt(c) * np.eye(p)])
    return np.linalg.lstsq(A, np.append(yc, np.zeros(p)), rcond=None)[0]


def by_svd(Xc, yc, c):
    """w = V diag(s/(s² + c)) Uᵀy"""
    U, s, Vt = np.linalg.svd(Xc, full_matrices=False)
    return Vt.T @ (U.T @ yc * s / (s**2 + c))


def plain_means(X, y, lam, fit_intercept):
    """x̄ as it is usually computed."""
    x_mean, y_mean = X.mean(axis=0) * fit_intercept, y.mean() * fit_intercept
    w = primal(X - x_mean, y - y_mean, len(y) * lam)
    return w, y_mean - x_mean @ w


def centred_twice(X, y):
    """The mean of the centred column corrects the mean."""
    x_mean, y_mean = X.mean(axis=0), y.mean()
    x_mean, y_mean = x_mean + (X - x_mean).mean(axis=0), y_mean + (y - y_mean).mean()
    return X - x_mean, y - y_mean, x_mean, y_mean


ALTERNATIVES = {
    "center": {"the mean corrected once": centred_twice},
    "ridge": {
        "augmented least squares": after(check, partial(fit, augmented)),
        "plain means": after(check, plain_means),
    },
    "ridge_dual": {
        "the primal system": after(check_dual, partial(fit, primal)),
        "singular values": after(check_dual, partial(fit, by_svd)),
    },
}
