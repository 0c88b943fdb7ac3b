"""The normal equations of the columns 1 and x over the rationals, rounded once."""

import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.designs import decimals
from dojo.spec.refusals import RankDeficient

EPS = 2.0**-53  # the rounding error of one operation

# ------------------------------------------------------------------ the truth


def fit_line(x, y):
    refuse_constant(x)
    if np.ptp(y) == 0:
        return 0.0, y[0], 1.0
    x, y = rational.exact(x), rational.exact(y)
    design, mean = [[1, v] for v in x], sum(y) / len(y)
    intercept, slope = w = rational.least_squares(design, y)
    r = rational.residual(design, y, w)
    r2 = 1 - rational.dot(r, r) / sum((v - mean) ** 2 for v in y)
    return tuple(map(rational.rounded, (slope, intercept, r2)))


def predict_line(slope, intercept, x):
    a, b = rational.exact(intercept), rational.exact(slope)
    return rational.rounded([a + b * v for v in rational.exact(x)])


def spread(x):
    """(max x − min x) / max|x|, 0 for zeros."""
    return np.ptp(x) / max(np.abs(x).max(), np.finfo(float).tiny)


def refuse_constant(x):
    if spread(x) <= 2.0**-50:
        raise RankDeficient("x is constant")


# ------------------------------------------------------------------ a second route, in float64


def guarded(line):
    """A formula for x and y that vary, behind our refusal and our convention for a constant y."""

    def line_or_refuse(x, y):
        refuse_constant(x)
        return (0.0, y[0], 1.0) if np.ptp(y) == 0 else line(x, y)

    return line_or_refuse


# slope · xᵢ is rounded once and the sum once more, each by at most ε of its size; so is the expected value.
BOUNDS = {
    "predict_line": lambda slope, intercept, x: (
        4 * EPS * (abs(intercept) + np.abs(slope * x))
    )
}

# ------------------------------------------------------------------ what the draws are made of


def line(rng, x, slope, intercept, noise):
    """Points about a line, rounded to four decimals."""
    y = intercept + slope * x + noise * rng.standard_normal(len(x))
    return {"x": x, "y": decimals(y)}


def uniform(rng, n, low=-5, high=5):
    return decimals(rng.uniform(low, high, n))


def two_points(rng):
    return {
        "x": np.array([uniform(rng, 1, 1, 2)[0], uniform(rng, 1, 3, 4)[0]]),
        "y": np.array([uniform(rng, 1, 5, 9)[0], uniform(rng, 1, -3, -2)[0]]),
    }


# ------------------------------------------------------------------ certificates


def certify_line(x, y, slope, intercept, r2):
    """The residuals sum to 0 and are orthogonal to x: then the line passes through (x̄, ȳ)."""
    design = np.column_stack([np.ones(len(x)), x])
    return orthogonal_residual(design, y, np.array([intercept, slope]))


CERTIFICATES = {"fit_line": certify_line}


def well_posed(x, y):
    """Neither x nor y may be so nearly constant that two correct programs disagree about it."""
    if 2.0**-51 < spread(x) < 2.0**-49:
        return f"x varies by {spread(x):.1e} of its size, near the test for a constant"
    if 0 < spread(y) < 1e-9:
        return f"y varies by {spread(y):.1e} of its size and is nearly constant"
    return ""


WELL_POSED = {"fit_line": well_posed}

# ------------------------------------------------------------------ other valid ways


def centred(x, y):
    """slope, intercept, r2 from centred sums."""
    dx, dy = x - x.mean(), y - y.mean()
    slope = dx @ dy / (dx @ dx)
    return slope, y.mean() - slope * x.mean(), (dx @ dy) ** 2 / (dx @ dx * (dy @ dy))


def by_qr(x, y):
    """Of the columns 1 and x − x₀: with x itself as a column it loses κε, not its square."""
    u = x - x[0]
    Q, R = np.linalg.qr(np.column_stack([np.ones(len(x)), u]))
    height, slope = np.linalg.solve(R, Q.T @ y)
    r, d = y - height - slope * u, y - y.mean()
    return slope, height - slope * x[0], 1 - r @ r / (d @ d)


def one_pass(x, y):
    """Welford's updates, with the sum of products beside the sums of squares, from the first point on."""
    x0, x = x[0], x - x[0]
    mx = my = sxx = sxy = syy = 0.0
    for k, (u, v) in enumerate(zip(x, y, strict=True), start=1):
        dx, dy = u - mx, v - my
        mx, my = mx + dx / k, my + dy / k
        sxx, sxy, syy = sxx + dx * (u - mx), sxy + dx * (v - my), syy + dy * (v - my)
    return sxy / sxx, my - sxy / sxx * (x0 + mx), sxy**2 / (sxx * syy)


ALTERNATIVES = {
    "fit_line": {
        "the means subtracted at once": guarded(centred),
        "QR": guarded(by_qr),
        "one pass": guarded(one_pass),
    },
    "predict_line": {
        "one multiplication of matrices": lambda slope, intercept, x: (
            np.column_stack([np.ones(len(x)), x]) @ [intercept, slope]
        )
    },
}
