"""Coefficients and sums of squares over the rationals, logarithms with 50 digits."""

import math
from fractions import Fraction

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NoFiniteOptimum, RankDeficient

# ------------------------------------------------------------------ the truth


def gaussian_loglik(X, y, w, sigma2):
    check_variance(sigma2)
    sse = sum_of_squares(rational.exact(X), rational.exact(y), rational.exact(w))
    return loglik(len(y), sse, Fraction(sigma2))


def gaussian_mle(X, y):
    check_rank(X)
    n, p = X.shape
    X, y = rational.exact(X), rational.exact(y)
    w = rational.solve(rational.gram(X), rational.matvec(rational.transpose(X), y))
    sse = sum_of_squares(X, y, w)
    check_fit(sse, rational.dot(y, y))
    sigma2 = sse / n
    ell = loglik(n, sse, sigma2)
    with mpmath.workdps(50):
        aic = 2 * (p + 1) - 2 * mpmath.mpf(ell)
        bic = (p + 1) * mpmath.log(n) - 2 * mpmath.mpf(ell)
    return rational.rounded(w), float(sigma2), ell, float(aic), float(bic)


def sum_of_squares(X, y, w):
    r = [t - s for t, s in zip(y, rational.matvec(X, w), strict=True)]
    return rational.dot(r, r)


def loglik(n, sse, sigma2):
    with mpmath.workdps(50):
        s = mpmath.mpf(sigma2.numerator) / sigma2.denominator
        q = mpmath.mpf(sse.numerator) / sse.denominator
        return float(-mpmath.mpf(n) / 2 * mpmath.log(2 * mpmath.pi * s) - q / (2 * s))


def check_variance(sigma2):
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


def refusing(variance):
    """density behind our refusal, for `variance` = a function of σ²."""

    def density_or_refuse(X, y, w, sigma2):
        check_variance(sigma2)
        return variance(X, y, w, sigma2)

    return density_or_refuse


def least_squares(X, y):
    check_rank(X)
    w = np.linalg.solve(X.T @ X, X.T @ y)
    r = y - X @ w
    check_fit(r @ r, y @ y)
    return w, r @ r


def maximum(variance=lambda sse, n, p: sse / n, parameters=1, log=np.log):
    """gaussian_mle with another estimate of σ², count of parameters, or logarithm."""

    def mle(X, y):
        (n, p), (w, sse) = X.shape, least_squares(X, y)
        sigma2, k = variance(sse, n, p), p + parameters
        ell = -n / 2 * log(2 * np.pi * sigma2) - sse / (2 * sigma2)
        return w, sigma2, ell, 2 * k - 2 * ell, k * log(n) - 2 * ell

    return mle


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, noise=1.0, scales=1.0):
    X = decimals(rng.uniform(-2, 2, (n, p)))
    y = decimals(X @ rng.uniform(1, 4, p) + noise * rng.uniform(-1, 1, n))
    return {"X": decimals(X * scales, 10), "y": y}


def at_a_point(rng, n, p, sigma2):
    return problem(rng, n, p) | {
        "w": decimals(rng.uniform(-2, 2, p)),
        "sigma2": sigma2,
    }


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

WELL_POSED = {
    "gaussian_mle": lambda X, y: rational.near_the_rank_test(
        rational.gram(rational.exact(X))
    ),
}

# ------------------------------------------------------------------ the usual mistakes


def log_of_the_product(X, y, w, sigma2):
    r = y - X @ w
    return np.log(np.prod(np.exp(-(r**2) / (2 * sigma2)) / np.sqrt(2 * np.pi * sigma2)))


def without_refusing_a_perfect_fit(X, y):
    check_rank(X)
    n, p = X.shape
    w = np.linalg.solve(X.T @ X, X.T @ y)
    r = y - X @ w
    sigma2 = np.float64(r @ r / n)
    ell = -n / 2 * (np.log(2 * np.pi * sigma2) + 1)
    return w, sigma2, ell, 2 * (p + 1) - 2 * ell, (p + 1) * np.log(n) - 2 * ell


def minimum_norm(X, y):
    w = np.linalg.lstsq(X, y, rcond=None)[0]
    r = y - X @ w
    check_fit(r @ r, y @ y)
    n, p = X.shape
    ell = -n / 2 * (np.log(2 * np.pi * r @ r / n) + 1)
    return w, r @ r / n, ell, 2 * (p + 1) - 2 * ell, (p + 1) * np.log(n) - 2 * ell


def exchanged(X, y):
    w, sigma2, ell, aic, bic = maximum()(X, y)
    return w, sigma2, ell, bic, aic


MISTAKES = {
    "gaussian_loglik": {
        "the logarithm of a product of densities is taken, which underflows": refusing(
            log_of_the_product
        ),
        "the ½ before the sum of squares is missing": refusing(
            lambda X, y, w, s: density(X, y, w, s) - np.sum((y - X @ w) ** 2) / (2 * s)
        ),
        "σ stands where σ² belongs": refusing(
            lambda X, y, w, s: density(X, y, w, np.sqrt(s))
        ),
        "2π is left out": refusing(
            lambda X, y, w, s: density(X, y, w, s) + len(y) / 2 * np.log(2 * np.pi)
        ),
        "the sign is that of the loss, −ℓ": refusing(
            lambda X, y, w, s: -density(X, y, w, s)
        ),
        "the logarithm is to base 10": refusing(
            lambda X, y, w, s: (
                -len(y) / 2 * np.log10(2 * np.pi * s)
                - np.sum((y - X @ w) ** 2) / (2 * s)
            )
        ),
        "the mean over the observations is returned, not the sum": refusing(
            lambda X, y, w, s: density(X, y, w, s) / len(y)
        ),
        "a variance that is not positive is accepted": lambda X, y, w, s: density(
            X, y, w, np.float64(s)
        ),
    },
    "gaussian_mle": {
        "σ² is divided by n − p, which is unbiased but not most likely": maximum(
            lambda sse, n, p: sse / max(n - p, 1)
        ),
        "σ² is divided by n − 1": maximum(lambda sse, n, p: sse / (n - 1)),
        "σ² is not counted as a parameter": maximum(parameters=0),
        "the logarithm is to base 10": maximum(log=np.log10),
        "AIC and BIC are exchanged": exchanged,
        "σ is returned in the place of σ²": lambda X, y: tuple(
            math.sqrt(v) if i == 1 else v for i, v in enumerate(maximum()(X, y))
        ),
        "a perfect fit is not refused": without_refusing_a_perfect_fit,
        "dependent columns are not refused": minimum_norm,
    },
}

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
    "gaussian_loglik": {"term by term": refusing(term_by_term)},
    "gaussian_mle": {"QR, and ℓ = −(n/2)(ln 2πσ² + 1)": by_qr},
}

# ------------------------------------------------------------------ what is timed


def regression(rng, n, p):
    X = rng.standard_normal((n, p))
    return {"X": X, "y": X.sum(axis=1) + rng.standard_normal(n)}
