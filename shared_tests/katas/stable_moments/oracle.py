"""Sums and moments over the rationals, rounded once."""

import math
from fractions import Fraction

import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import symmetric
from dojo.spec.designs import decimals
from dojo.spec.reference import reference
from dojo.spec.refusals import InvalidParameter, after

EPS = 2.0**-53  # the rounding error of one operation

# ------------------------------------------------------------------ the truth


def compensated_sum(x):
    return rational.rounded(sum(rational.exact(x)))


def mean_var(x, ddof):
    """Over the rationals nothing cancels: the textbook formula is the other road."""
    check(x, ddof)
    n, x = len(x), rational.exact(x)
    total, squares = sum(x), rational.dot(x, x)
    variance = (squares - total**2 / n) / (n - ddof)
    return rational.rounded(total / n), rational.rounded(variance)


def covariance(X, ddof):
    check(X, ddof)
    n, X = len(X), rational.exact(X)
    totals = [sum(column) for column in rational.transpose(X)]
    return rational.rounded(
        [
            [(g - a * b / n) / (n - ddof) for g, b in zip(row, totals, strict=True)]
            for row, a in zip(rational.gram(X), totals, strict=True)
        ]
    )


def merge_moments(na, mean_a, M2_a, nb, mean_b, M2_b):
    """Back to Σxᵢ and Σxᵢ², which simply add, and to the moments of the whole."""
    check_parts(na, mean_a, M2_a, nb, mean_b, M2_b)
    n, total, squares = 0, Fraction(0), Fraction(0)
    for count, mean, M2 in [(na, mean_a, M2_a), (nb, mean_b, M2_b)]:
        if count:
            n += count
            total += count * Fraction(mean)
            squares += Fraction(M2) + count * Fraction(mean) ** 2
    if not n:
        return 0, 0.0, 0.0
    return n, rational.rounded(total / n), rational.rounded(squares - total**2 / n)


def check(X, ddof):
    if not 0 <= ddof < len(X):
        raise InvalidParameter(f"ddof is {ddof} with {len(X)} observations")


def check_parts(na, mean_a, M2_a, nb, mean_b, M2_b):
    if na < 0 or nb < 0 or M2_a < 0 or M2_b < 0:
        raise InvalidParameter("a count or a sum of squares is negative")


def merged(merge):
    """A formula for two parts that are not empty, behind our refusals and returns."""

    def program(*parts):
        a, b = parts[:3], parts[3:]
        if a[0] and b[0]:
            return merge(*parts)
        return a if a[0] else b if b[0] else (0, 0.0, 0.0)

    return after(check_parts, program)


# ------------------------------------------------------------------ a second route, in float64


def bound_of_a_sum(x):
    """2ε|s| + 4n²ε² Σ|xᵢ|: Ogita, Rump & Oishi, Accurate sum and dot product (2005), with room for one rounding of s."""
    return 2 * EPS * abs(math.fsum(x)) + 4 * (len(x) * EPS) ** 2 * math.fsum(abs(x))


def bound_of_a_covariance(X, ddof):
    """What data changed in their last bit do to cⱼₖ, ε (‖xⱼ‖∞ sₖ + ‖xₖ‖∞ sⱼ), times 8 n for the order of operations."""
    s = np.sqrt(np.diag(covariance(X, ddof)))
    change = np.outer(np.abs(X).max(axis=0), s)
    return 8 * len(X) * EPS * (change + change.T)


BOUNDS = {"compensated_sum": bound_of_a_sum, "covariance": bound_of_a_covariance}

# ------------------------------------------------------------------ what the draws are made of


def uniform(rng, *shape):
    return decimals(rng.uniform(-10, 10, shape))


def near(rng, centre, *shape):
    return decimals(centre + rng.uniform(-1, 1, shape))


def cancelling(rng, n):
    """Terms up to 1e12 whose negatives come too, between decimals that remain."""
    large = decimals(10.0 ** rng.uniform(0, 12, n))
    return rng.permutation(np.concatenate([large, -large, uniform(rng, n)]))


def growing(rng, n):
    """A decimal, terms that are each larger than the sum so far, and their negatives."""
    x = decimals(10.0 ** np.arange(n) * rng.uniform(2, 9, n))
    return np.concatenate([decimals(rng.uniform(1, 2, 1)), x, -x])


def parts(rng, centre_a, centre_b, na, nb):
    """The moments of two drawn lists, rounded to decimals."""
    named = {}
    for letter, centre, n in [("a", centre_a, na), ("b", centre_b, nb)]:
        mean, M2 = near(rng, centre), decimals((n - 1) * rng.uniform(0.5, 2))
        named |= {f"n{letter}": n, f"mean_{letter}": mean, f"M2_{letter}": M2}
    return named


# ------------------------------------------------------------------ certificates

CERTIFICATES = {"covariance": lambda X, ddof, C: symmetric("C", C)}

# ------------------------------------------------------------------ other valid ways


def neumaier(x):
    s = c = 0.0
    for v in x:
        t = s + v
        c += (s - t) + v if abs(s) >= abs(v) else (v - t) + s
        s = t
    return s + c


def klein(x):
    """A compensation of the compensation."""
    two_sum = reference("ols_refined").two_sum
    s = c = cc = 0.0
    for v in x:
        s, e = two_sum(s, v)
        c, ee = two_sum(c, e)
        cc += ee
    return s + (c + cc)


def welford(x, ddof):
    mean = M2 = 0.0
    for k, v in enumerate(x, start=1):
        delta = v - mean
        mean += delta / k
        M2 += delta * (v - mean)
    return mean, M2 / (len(x) - ddof)


def from_the_first(x, ddof):
    """The textbook formula, but of x − x₀: an offset that is near the mean does no harm."""
    n, d = len(x), x - x[0]
    return x[0] + d.mean(), (d @ d - n * d.mean() ** 2) / (n - ddof)


def welford_covariance(X, ddof):
    mean, M2 = 0 * X[0], 0 * np.outer(X[0], X[0])
    for k, x in enumerate(X, start=1):
        delta = x - mean
        mean = mean + delta / k
        M2 += np.outer(delta, x - mean)
    return (M2 + M2.T) / 2 / (len(X) - ddof)


def weighted_means(na, mean_a, M2_a, nb, mean_b, M2_b):
    """The sum of squares about the new mean, part by part."""
    n = na + nb
    mean = (na * mean_a + nb * mean_b) / n
    between = na * (mean_a - mean) ** 2 + nb * (mean_b - mean) ** 2
    return n, mean, M2_a + M2_b + between


ALTERNATIVES = {
    "compensated_sum": {
        "Neumaier, term by term": neumaier,
        "two_sum without a comparison": klein,
        "exactly rounded": math.fsum,
    },
    "mean_var": {
        "one pass (Welford)": after(check, welford),
        "shifted by the first number": after(check, from_the_first),
    },
    "covariance": {"one pass (Welford)": after(check, welford_covariance)},
    "merge_moments": {"weighted means": merged(weighted_means)},
}
