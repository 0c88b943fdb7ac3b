"""The normal equations of the columns 1 and x over the rationals, rounded once."""

import numpy as np
import scipy.stats

from dojo import exact
from dojo.fixtures import Recipe, Workload, decimals
from dojo.properties import orthogonal_residual
from dojo.refusals import RankDeficient

EPS = 2.0**-53  # the rounding error of one operation

# ------------------------------------------------------------------ the truth


def fit_line(x, y):
    refuse_constant(x)
    if np.ptp(y) == 0:
        return 0.0, y[0], 1.0
    x, y = exact.exact(x), exact.exact(y)
    design = [[1, v] for v in x]
    intercept, slope = exact.solve(
        exact.gram(design), exact.matvec(exact.transpose(design), y)
    )
    mean = sum(y) / len(y)
    sse = sum((v - intercept - slope * u) ** 2 for u, v in zip(x, y, strict=True))
    sst = sum((v - mean) ** 2 for v in y)
    return (
        exact.rounded(slope),
        exact.rounded(intercept),
        exact.rounded(1 - sse / sst),
    )


def predict_line(slope, intercept, x):
    a, b = exact.exact(intercept), exact.exact(slope)
    return exact.rounded([a + b * v for v in exact.exact(x)])


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


def linregress(x, y):
    line = scipy.stats.linregress(x, y)
    return line.slope, line.intercept, line.rvalue**2


REFERENCES = {
    "fit_line": guarded(linregress),
    "predict_line": lambda slope, intercept, x: np.polyval([slope, intercept], x),
}

# slope · xᵢ is rounded once and the sum once more, each by at most ε of its size; so is the expected value.
BOUNDS = {
    "predict_line": lambda slope, intercept, x: (
        4 * EPS * (abs(intercept) + np.abs(slope * x))
    )
}

# ------------------------------------------------------------------ drawn cases


def line(rng, x, slope, intercept, noise):
    """Points about a line, rounded to four decimals."""
    y = intercept + slope * x + noise * rng.standard_normal(len(x))
    return {"x": x, "y": decimals(y)}


def uniform(rng, n, low=-5, high=5):
    return decimals(rng.uniform(low, high, n))


DRAWN = {
    "fit_line": [
        Recipe(
            "noise about a line",
            "decimal fractions, whose rounding errors are all different",
            lambda r: line(r, uniform(r, 20), 1.7, 3.2, 2),
        ),
        Recipe(
            "steep falling line",
            "a negative slope, and an r2 near 1",
            lambda r: line(r, uniform(r, 8), -4, 12, 0.1),
        ),
        Recipe(
            "calendar years",
            "an offset of 2000 with months as fractions; the intercept is the height of the line in the year 0",
            lambda r: line(r, uniform(r, 15, 1990, 2020), 0.8, -1500, 1),
        ),
        Recipe(
            "offset of a million",
            "six of sixteen digits of x are offset; twelve are lost when squares are subtracted",
            lambda r: line(r, uniform(r, 12, 1e6 - 1, 1e6 + 1), 3, 4 - 3e6, 0.5),
        ),
        Recipe(
            "millions against thousandths",
            "x of 1e6 and y of 1e-2: nothing may be compared with an absolute number",
            lambda r: line(r, uniform(r, 10, -1e6, 1e6), 2e-8, 0.05, 0.004),
        ),
        Recipe(
            "two decimal points", "the line goes through both", lambda r: two_points(r)
        ),
    ],
    "predict_line": [
        Recipe(
            "decimals",
            "decimal fractions, each answer on its own scale",
            lambda r: {"slope": 1.37, "intercept": -2.61, "x": uniform(r, 12)},
        ),
        Recipe(
            "calendar years",
            "slope · x and the intercept nearly cancel",
            lambda r: {
                "slope": 0.8137,
                "intercept": -1613.4,
                "x": uniform(r, 9, 1990, 2020),
            },
        ),
        Recipe(
            "badly scaled",
            "x from 1e-6 to 1e6",
            lambda r: {
                "slope": -3.3,
                "intercept": 0.7,
                "x": uniform(r, 13) * 10.0 ** np.arange(-6, 7),
            },
        ),
    ],
}


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

# ------------------------------------------------------------------ the usual mistakes


def centred(x, y):
    """slope, intercept, r2 from centred sums."""
    dx, dy = x - x.mean(), y - y.mean()
    slope = dx @ dy / (dx @ dx)
    return slope, y.mean() - slope * x.mean(), (dx @ dy) ** 2 / (dx @ dx * (dy @ dy))


def uncentred(x, y):
    n, mx, my = len(x), x.mean(), y.mean()
    sxx, sxy = x @ x - n * mx**2, x @ y - n * mx * my
    slope = sxy / sxx
    return slope, my - slope * mx, sxy**2 / (sxx * (y @ y - n * my**2))


def through_origin(x, y):
    slope = x @ y / (x @ x)
    r = y - slope * x
    return slope, 0.0, 1 - r @ r / np.sum((y - y.mean()) ** 2)


def two_divisors(x, y):
    n, (slope, _, r2) = len(x), centred(x, y)
    slope *= n / (n - 1)
    return slope, y.mean() - slope * x.mean(), r2


def with_r2(r2):
    """The right line with another measure of fit."""

    @guarded
    def fit(x, y):
        slope, intercept, _ = centred(x, y)
        return slope, intercept, r2(x, y, y - intercept - slope * x)

    return fit


def refusing_if(constant):
    """The right answer with another test for a constant x."""

    def fit(x, y):
        if constant(x):
            raise RankDeficient("x is constant")
        return (0.0, y[0], 1.0) if np.ptp(y) == 0 else centred(x, y)

    return fit


def always_divided(x, y):
    refuse_constant(x)
    return centred(x, y)


def y_first(x, y):
    return (0.0, y[0], 1.0) if np.ptp(y) == 0 else guarded(centred)(x, y)


MISTAKES = {
    "fit_line": {
        "the sums are not centred, and their leading digits cancel": guarded(uncentred),
        "x is regressed on y": guarded(lambda x, y: centred(y, x)),
        "slope and intercept are returned in the other order": guarded(
            lambda x, y: (centred(x, y)[1], centred(x, y)[0], centred(x, y)[2])
        ),
        "the intercept is left out of the model": guarded(through_origin),
        "the covariance is divided by n − 1 and the variance by n": guarded(
            two_divisors
        ),
        "the intercept is ȳ + slope · x̄": guarded(
            lambda x, y: (
                centred(x, y)[0],
                y.mean() + centred(x, y)[0] * x.mean(),
                centred(x, y)[2],
            )
        ),
        "r2 compares with Σ yᵢ², not with Σ (yᵢ − ȳ)²": with_r2(
            lambda x, y, r: 1 - r @ r / (y @ y)
        ),
        "r2 is the correlation, not its square": with_r2(
            lambda x, y, r: np.corrcoef(x, y)[0, 1]
        ),
        "r2 is the part that is not explained": with_r2(
            lambda x, y, r: r @ r / np.sum((y - y.mean()) ** 2)
        ),
        "r2 is adjusted for the degrees of freedom": with_r2(
            lambda x, y, r: (
                1
                - (r @ r / np.float64(len(x) - 2))
                / (np.sum((y - y.mean()) ** 2) / (len(x) - 1))
            )
        ),
        "a constant y is not treated apart": always_divided,
        "a constant y is answered before a constant x is refused": y_first,
        "x counts as constant although its numbers are distinct": refusing_if(
            lambda x: np.ptp(x) <= 1e-12 * np.abs(x).max()
        ),
        "the spread of x is compared with 0, not with the size of x": refusing_if(
            lambda x: np.ptp(x) == 0
        ),
        "the spread of x is compared with 1e-12 itself, not relative to x": refusing_if(
            lambda x: np.ptp(x) <= 1e-12
        ),
        "the spread of x must be strictly below its bound, which is 0 for zeros": (
            refusing_if(lambda x: np.ptp(x) < 2.0**-50 * np.abs(x).max())
        ),
        "no test refuses a constant x": refusing_if(lambda x: False),
    },
    "predict_line": {
        "slope and intercept are swapped": lambda slope, intercept, x: (
            slope + intercept * x
        ),
        "the intercept is left out": lambda slope, intercept, x: slope * x,
        "the intercept is subtracted": lambda slope, intercept, x: (
            slope * x - intercept
        ),
        "the last point is left at 0": lambda slope, intercept, x: np.append(
            intercept + slope * x[:-1], 0.0
        ),
    },
}

# ------------------------------------------------------------------ other valid ways


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

# ------------------------------------------------------------------ what is timed


def long_line(rng, n):
    x = rng.standard_normal(n)
    return {"x": x, "y": 1 + 2 * x + rng.standard_normal(n)}


WORKLOADS = {
    "fit_line": Workload(
        sizes={"n": 10_000_000},
        quick={"n": 1_000_000},
        draw=long_line,
        flops=lambda n: 8 * n,
        bytes=lambda n: 32 * n,
    ),
}
