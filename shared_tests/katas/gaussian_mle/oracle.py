"""Coefficients and sums of squares over the rationals, logarithms with 50 digits."""

import math
from fractions import Fraction

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NoFiniteOptimum, RankDeficient, after

# ------------------------------------------------------------------ the truth


def gaussian_loglik(X, y, w, sigma2):
    check_variance(X, y, w, sigma2)
    sse = sum_of_squares(rational.exact(X), rational.exact(y), rational.exact(w))
    return loglik(len(y), sse, Fraction(sigma2))


def gaussian_mle(X, y):
    check_rank(X)
    n, p = X.shape
    X, y = rational.exact(X), rational.exact(y)
    w = rational.least_squares(X, y)
    sse = sum_of_squares(X, y, w)
    check_fit(sse, rational.dot(y, y))
    sigma2 = sse / n
    ell = loglik(n, sse, sigma2)
    with mpmath.workdps(50):
        aic = 2 * (p + 1) - 2 * mpmath.mpf(ell)
        bic = (p + 1) * mpmath.log(n) - 2 * mpmath.mpf(ell)
    return rational.rounded(w), float(sigma2), ell, float(aic), float(bic)


def sum_of_squares(X, y, w):
    r = rational.residual(X, y, w)
    return rational.dot(r, r)


def loglik(n, sse, sigma2):
    with mpmath.workdps(50):
        s, q = rational.precise(sigma2), rational.precise(sse)
        return float(-mpmath.mpf(n) / 2 * mpmath.log(2 * mpmath.pi * s) - q / (2 * s))


def check_variance(X, y, w, sigma2):
    if sigma2 <= 0:
        raise InvalidParameter(f"sigma2 is {sigma2}")


def check_rank(X):
    n, p = X.shape
    if n < p or min(rational.pivot_ratios(rational.gram(rational.exact(X)))) <= 1e-12:
        raise RankDeficient("the columns are dependent")


def check_fit(sse, yy):
    if sse <= 1e-20 * yy:
        raise NoFiniteOptimum("the fit is perfect")


# ------------------------------------------------------------------ a second route, in float64


def density(X, y, w, sigma2):
    r = y - X @ w
    return -len(y) / 2 * np.log(2 * np.pi * sigma2) - r @ r / (2 * sigma2)


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, noise=1.0, scales=1.0):
    X = decimals(rng.uniform(-2, 2, (n, p)))
    y = decimals(X @ rng.uniform(1, 4, p) + noise * rng.uniform(-1, 1, n))
    return {"X": decimals(X * scales, 10), "y": y}


def at_a_point(rng, n, p, sigma2):
    drawn = problem(rng, n, p)
    return drawn | {"w": decimals(rng.uniform(-2, 2, p)), "sigma2": sigma2}


SCALES = 10.0 ** np.array([0, -6, 6, -3, 3])


# ------------------------------------------------------------------ certificates


def certify(X, y, w, sigma2, loglik, aic, bic):
    """No point near (w, σ²) is more likely."""
    steps = [np.zeros_like(w), *(1e-3 * np.diag(np.abs(w) + 1e-6))]
    for d in steps:
        for factor in (0.99, 1.01):
            if density(X, y, w + d, sigma2 * factor) > loglik + 1e-9 * abs(loglik):
                return "a point near (w, sigma2) is more likely: this is no maximum."
    return ""


CERTIFICATES = {"gaussian_mle": certify}

WELL_POSED = {"gaussian_mle": lambda X, y: rational.nearly_dependent(X)}

# ------------------------------------------------------------------ other valid ways


def by_qr(X, y):
    check_rank(X)
    n, p = X.shape
    Q, R = np.linalg.qr(X)
    w = np.linalg.solve(R, Q.T @ y)
    sse = np.sum((y - X @ w) ** 2)
    check_fit(sse, y @ y)
    ell = -n / 2 * (np.log(2 * np.pi * sse / n) + 1)
    return w, sse / n, ell, 2 * (p + 1) - 2 * ell, (p + 1) * np.log(n) - 2 * ell


def term_by_term(X, y, w, sigma2):
    terms = -np.log(2 * np.pi * sigma2) / 2 - (y - X @ w) ** 2 / (2 * sigma2)
    return math.fsum(terms)


ALTERNATIVES = {
    "gaussian_loglik": {"term by term": after(check_variance, term_by_term)},
    "gaussian_mle": {"QR, and ℓ = −(n/2)(ln 2πσ² + 1)": by_qr},
}
