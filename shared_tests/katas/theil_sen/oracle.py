"""Slopes and medians over the rationals, rounded once."""

from itertools import combinations

import numpy as np
from scipy.stats import theilslopes

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import RankDeficient

# ------------------------------------------------------------------ the truth


def median(x):
    return rational.rounded(middle(rational.exact(x)))


def theil_sen(x, y):
    points = list(zip(rational.exact(x), rational.exact(y), strict=True))
    slopes = [(d - b) / (c - a) for (a, b), (c, d) in combinations(points, 2) if a != c]
    if not slopes:
        raise RankDeficient("no two x differ")
    slope = middle(slopes)
    return float(slope), float(middle([b - slope * a for a, b in points]))


def middle(values):
    values, n = sorted(values), len(values)
    return (values[(n - 1) // 2] + values[n // 2]) / 2


# ------------------------------------------------------------------ what the draws are made of


def noisy(rng, n, wrong=0, distinct=0, offset=0.0):
    """A line of slope 2 with noise; the last `wrong` points are at 10⁶, x has `distinct` values if that is not 0."""
    x = rng.uniform(-5, 5, n) if not distinct else rng.randint(0, distinct, n)
    x = decimals(x + offset)
    y = decimals(3 + 2 * (x - offset) + rng.normal(0, 1, n))
    y[n - wrong :] = 1e6
    return {"x": x, "y": y}


# ------------------------------------------------------------------ certificates, other valid ways


def certify_median(x, m):
    """As many numbers lie below m as above, but for those that are m or a neighbour's rounding error away."""
    tiny = 1e-12 * np.max(np.abs(x))
    below, above = np.sum(x < m - tiny), np.sum(x > m + tiny)
    if 2 * max(below, above) <= len(x):
        return ""
    return f"{below} of {len(x)} numbers lie below m and {above} above."


def certify_line(x, y, slope, intercept):
    """Half of the residuals are negative, and half of the pairs rise above the line's slope."""
    i, j = np.triu_indices(len(x), 1)
    apart = x[i] != x[j]
    slopes = (y[j] - y[i])[apart] / (x[j] - x[i])[apart]
    r = y - slope * x
    return certify_median(slopes, slope) or certify_median(r, intercept)


CERTIFICATES = {"median": certify_median, "theil_sen": certify_line}


def by_scipy(x, y):
    if np.ptp(x) == 0:
        raise RankDeficient("no two x differ")
    slope, intercept, *_ = theilslopes(y, x, method="joint")
    return slope, intercept


def point_by_point(x, y):
    """The slopes of each point with all the later ones, one after the other."""
    slopes = []
    for k in range(len(x) - 1):
        later = x[k + 1 :] != x[k]
        dy, dx = y[k + 1 :][later] - y[k], x[k + 1 :][later] - x[k]
        slopes.extend(dy / dx)
    if not slopes:
        raise RankDeficient("no two x differ")
    slope = np.median(slopes)
    return slope, np.median(y - slope * x)


ALTERNATIVES = {
    "median": {"partition": np.median},
    "theil_sen": {"scipy": by_scipy, "point by point": point_by_point},
}
