"""The normal equations over the rationals; roots, Γ and the incomplete beta function with 50 digits."""

import math

import mpmath
import numpy as np
import scipy.linalg
import scipy.special

from dojo import exact
from dojo.fixtures import Recipe, Workload, decimals
from dojo.properties import orthogonal_residual
from dojo.refusals import InvalidParameter, NoFiniteOptimum, RankDeficient

PERFECT = 1e-20  # of ‖y‖²: what is at most this is 0 up to rounding, about n·2⁻¹⁰⁴

# ------------------------------------------------------------------ the truth


def ols_inference(X, y, has_intercept):
    refuse_few_rows(X)
    X, y, h = exact.exact(X), exact.exact(y), int(has_intercept)
    n, p, G = len(X), len(X[0]), exact.gram(X)
    z = [a - h * sum(y) / n for a in y]
    refuse_constant(exact.dot(z, z), exact.dot(y, y))
    # (rⱼⱼ/‖xⱼ‖)² is the pivot ratio of XᵀX
    if min(exact.pivot_ratios(G)) <= 1e-24:
        raise RankDeficient("the columns of X are dependent")
    w = exact.solve(G, exact.matvec(exact.transpose(X), y))
    units = [[int(i == j) for i in range(p)] for j in range(p)]
    inverse = [exact.solve(G, unit)[j] for j, unit in enumerate(units)]
    r = [a - b for a, b in zip(y, exact.matvec(X, w), strict=True)]
    sse, sst = exact.dot(r, r), exact.dot(z, z)
    refuse_perfect(sse, exact.dot(y, y))
    sigma2, unexplained = sse / (n - p), sse / sst
    f = (sst - sse) / (p - h) / sigma2 if p > h else 0
    adjusted = 1 - unexplained * (n - h) / (n - p)
    with mpmath.workdps(50):
        se = [mpmath.sqrt(precise(sigma2 * d)) for d in inverse]
        t = [precise(a) / b for a, b in zip(w, se, strict=True)]
    scalars = map(float, (sigma2, 1 - unexplained, adjusted, f))
    return exact.rounded(w), np.array(se, float), np.array(t, float), *scalars


def precise(fraction):
    return mpmath.mpf(fraction.numerator) / fraction.denominator


def refuse_few_rows(X):
    n, p = X.shape
    if n <= p:
        raise InvalidParameter(f"{n} rows, {p} columns")


def refuse_constant(sst, size):
    if sst <= PERFECT * size:
        raise InvalidParameter("y is constant: nothing is there to explain")


def refuse_perfect(sse, size):
    if sse <= PERFECT * size:
        raise NoFiniteOptimum("the fit is perfect: nothing is left for σ²")


def gamma_ratio(a):
    refuse_not_positive(a)
    with mpmath.workdps(50):
        a = mpmath.mpf(a)
        return float(mpmath.exp(mpmath.loggamma(a + 0.5) - mpmath.loggamma(a)))


def two_sided_p(t, df):
    refuse_not_positive(df)
    with mpmath.workdps(50):
        return np.array([precise_p(v, df) for v in t.tolist()], float)


def precise_p(t, df):
    df = mpmath.mpf(df)
    x = df / (df + mpmath.mpf(t) ** 2)
    return mpmath.betainc(df / 2, 0.5, 0, x, regularized=True)


def refuse_not_positive(a):
    if a <= 0:
        raise InvalidParameter(f"{a} is not positive")


# ------------------------------------------------------------------ a second route, in float64


def inference(
    X,
    y,
    has_intercept,
    *,
    fit=None,
    baseline=lambda y, h: h * np.mean(y),
    left=lambda n, p, h: n - p,
    slopes=lambda n, p, h: p - h,
    total=lambda n, p, h: n - h,
    spread=lambda variance: np.sqrt(variance),
    refuse=refuse_few_rows,
    constant=refuse_constant,
    perfect=refuse_perfect,
):
    """By a thin QR; what can go wrong, or be chosen, can be told. `fit` gives w and diag (XᵀX)⁻¹."""
    refuse(X)
    (n, p), h = X.shape, int(has_intercept)
    constant(np.sum((y - h * np.mean(y)) ** 2), y @ y)
    w, d = (fit or by_qr)(X, y)
    r, z = y - X @ w, y - baseline(y, h)
    sse, sst = r @ r, z @ z
    perfect(sse, y @ y)
    sigma2 = sse / left(n, p, h)
    se = spread(sigma2 * d)
    f = (sst - sse) / slopes(n, p, h) / sigma2 if p > h else 0.0
    adjusted = 1 - sse / sst * total(n, p, h) / (n - p)
    return w, se, w / se, sigma2, 1 - sse / sst, adjusted, f


def by_qr(X, y):
    Q, R = scipy.linalg.qr(X, mode="economic")
    if np.min(np.abs(np.diag(R)) / np.linalg.norm(X, axis=0).clip(1e-300)) <= 1e-12:
        raise RankDeficient("the columns of X are dependent")
    inverse = scipy.linalg.solve_triangular(R, np.eye(len(R)))
    return inverse @ (Q.T @ y), np.sum(inverse**2, axis=1)


def ratio(a):
    refuse_not_positive(a)
    return scipy.special.poch(a, 0.5) if a < 1e4 else far_out(a)


def far_out(a):
    """Stirling's series in 1/a."""
    return np.sqrt(a) * (1 - 1 / (8 * a) + 1 / (128 * a**2) + 5 / (1024 * a**3))


def tails(t, df):
    """Twice the lower tail of Student's distribution."""
    refuse_not_positive(df)
    return 2 * scipy.special.stdtr(df, -np.abs(t))


REFERENCES = {"ols_inference": inference, "gamma_ratio": ratio, "two_sided_p": tails}

# ------------------------------------------------------------------ drawn cases


def problem(rng, n, p, scales=1.0, offset=0.0, noise=1.0, constant=True):
    """p columns, the first of them constant if told so, times `scales`; y = Xw + noise + offset."""
    X = rng.uniform(-2, 2, (n, p))
    X[:, 0] = 1 if constant else X[:, 0]
    w = rng.choice([-1, 1], p) * rng.uniform(0.5, 3, p)
    y = X @ w + noise * rng.uniform(-1, 1, n) + offset
    return {"X": decimals(X * scales, 8), "y": decimals(y), "has_intercept": constant}


def statistics(rng, low, high, df, count=8):
    t = rng.choice([-1, 1], count) * rng.uniform(low, high, count)
    return {"t": decimals(t), "df": df}


def anything(low, high):
    return lambda r: {
        "a": float(decimals(np.exp(r.uniform(np.log(low), np.log(high)))))
    }


DRAWN = {
    "ols_inference": [
        Recipe(
            "ordinary",
            "wrong formulas have nowhere to hide",
            lambda r: problem(r, 14, 4),
        ),
        Recipe(
            "through the origin",
            "no constant column: R² and F are measured from 0",
            lambda r: problem(r, 12, 3, constant=False),
        ),
        Recipe(
            "one row more than columns",
            "a single degree of freedom is left for σ²",
            lambda r: problem(r, 6, 5),
        ),
        Recipe(
            "badly scaled",
            "columns from 1e-6 to 1e6: se follows the units, t does not",
            lambda r: problem(r, 12, 4, scales=10.0 ** np.array([0, -6, 3, 6])),
        ),
        Recipe(
            "far from zero",
            "y near 1000, so that Σy² says nothing about the fit",
            lambda r: problem(r, 12, 3, offset=1e3),
        ),
        Recipe(
            "hardly any noise",
            "R² near 1, where 1 − R² keeps what the residuals know",
            lambda r: problem(r, 15, 3, noise=1e-3),
        ),
    ],
    "gamma_ratio": [
        Recipe("ordinary", "the definition", anything(0.3, 30)),
        Recipe("small", "Γ(a) is near 1/a", anything(1e-3, 0.3)),
        Recipe("large", "Γ(a) is beyond the largest number", anything(200, 1e4)),
    ],
    "two_sided_p": [
        Recipe("few degrees", "heavy tails", lambda r: statistics(r, 0, 6, 3.0)),
        Recipe(
            "many degrees",
            "almost normal, but not quite",
            lambda r: statistics(r, 0, 6, 200.0),
        ),
        Recipe(
            "a fraction of a degree",
            "df need not be a whole number",
            lambda r: statistics(r, 0, 20, 0.7),
        ),
        Recipe(
            "far out",
            "small probabilities have all their digits",
            lambda r: statistics(r, 8, 28, 1000.0),
        ),
        Recipe(
            "around the turn",
            "where I_x gives way to 1 − I₁₋ₓ",
            lambda r: statistics(r, 1.6, 1.8, 40.5),
        ),
        Recipe(
            "small statistics",
            "1 − p is small, and p has all its digits all the same",
            lambda r: statistics(r, 0, 1e-2, 17.0),
        ),
    ],
}

# ------------------------------------------------------------------ certificates


def certify(X, y, has_intercept, w, se, t, sigma2, r2, r2_adj, f):
    return orthogonal_residual(X, y, w)


CERTIFICATES = {"ols_inference": certify}


def well_posed(X, y, has_intercept):
    """Far from the rank test, and neither SST nor SSE between 1e-24 and 1e-16 of ‖y‖²."""
    zero, something = 1e-24, 1e-16
    n, p = X.shape
    z = y - has_intercept * np.mean(y)
    if n <= p or z @ z <= zero * (y @ y):
        return ""
    if z @ z < something * (y @ y):
        return "y is nearly constant"
    G = exact.gram(exact.exact(X))
    if (near := exact.near_the_rank_test(G, exact.QR_MARGIN)) or min(
        exact.pivot_ratios(G)
    ) <= 1e-24:
        return near
    A, b = exact.exact(X), exact.exact(y)
    w = exact.solve(G, exact.matvec(exact.transpose(A), b))
    r = [u - v for u, v in zip(b, exact.matvec(A, w), strict=True)]
    share = exact.dot(r, r) / exact.dot(b, b)
    return "the fit is nearly perfect" if zero < share < something else ""


WELL_POSED = {"ols_inference": well_posed}

# ------------------------------------------------------------------ the usual mistakes


def with_changes(**changes):
    return lambda *args: inference(*args, **changes)


def fitting(diagonal):
    """Another diagonal in the place of that of (XᵀX)⁻¹."""
    return with_changes(fit=lambda X, y: (by_qr(X, y)[0], diagonal(X)))


def inverse_root(X):
    return np.linalg.inv(np.linalg.qr(X)[1])


def by_normal_equations(X, y):
    by_qr(X, y)
    inverse = np.linalg.inv(X.T @ X)
    return inverse @ (X.T @ y), np.diag(inverse)


def by_pseudo_inverse(X, y):
    P = np.linalg.pinv(X)
    return P @ y, np.sum(P**2, axis=1)


def put_through(change):
    """A mistake in what is returned: change(results, n, p, h)."""

    def wrong(X, y, has_intercept):
        results = list(inference(X, y, has_intercept))
        return tuple(change(results, *X.shape, int(has_intercept)))

    return wrong


def replaced(index, value):
    """One of w, se, t, σ², R², R²adj, F computed from the others."""

    def change(results, n, p, h):
        results[index] = value(*results, n, p, h)
        return results

    return put_through(change)


def unscaled(X, y, has_intercept):
    """√diag (XᵀX)⁻¹ alone."""
    w, se, _, sigma2, *rest = inference(X, y, has_intercept)
    se = se / np.sqrt(sigma2)
    return w, se, w / se, sigma2, *rest


def with_ones(X, y, has_intercept):
    if not has_intercept:
        return inference(X, y, has_intercept)
    return inference(np.column_stack([np.ones(len(X)), X]), y, has_intercept)


def refuse_wide(X):
    if len(X) < X.shape[1]:
        raise InvalidParameter("more columns than rows")


def called_dependent(X):
    if len(X) < X.shape[1]:
        raise RankDeficient("more columns than rows")
    refuse_few_rows(X)


def checked(function):
    def run(a):
        refuse_not_positive(a)
        return function(a)

    return run


def gamma_itself(a):
    try:
        return math.gamma(a + 0.5) / math.gamma(a)
    except OverflowError:
        return np.nan


def gamma_unchecked(a):
    return scipy.special.gamma(a + 0.5) / scipy.special.gamma(a)


def series(a):
    u = a - 0.25
    return np.sqrt(np.abs(u)) * np.exp(1 / (64 * u**2) - 5 / (2048 * u**4))


def raised(factor, until=100):
    """The series from `until` on, and below it a product of factors."""

    def run(a):
        r = 1.0
        while a < until:
            r, a = r * factor(a), a + 1
        return r * series(a)

    return checked(run)


def step(a):
    return a / (a + 0.5)


def probabilities(wrong):
    """wrong(t, df) behind the refusal."""

    def run(t, df):
        refuse_not_positive(df)
        return wrong(t, df)

    return run


def fraction(a, b, x, terms=60):
    s = 1.0
    for m in range(terms, 0, -1):
        s = 1 + m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) / s
        k = m - 1
        s = 1 - (a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1)) / s
    return s


def by_fraction(t, df, *, terms=60, ratio=ratio, far=None):
    a, q = df / 2, t**2 / df
    c = ratio(a) / np.sqrt(np.pi) * np.exp(-a * np.log1p(q)) * np.sqrt(q / (1 + q))
    out = c / (a * fraction(a, 0.5, 1 / (1 + q), terms))
    near = 1 - 2 * c / fraction(0.5, a, q / (1 + q), terms)
    return np.where(t**2 > 3 * df / (df + 2) if far is None else far, out, near)


def by_difference(t, df):
    return 1 - scipy.special.betainc(0.5, df / 2, t**2 / (df + t**2))


def from_rounded_x(t, df):
    return scipy.special.betainc(df / 2, 0.5, df / (df + t**2))


def unchecked_tails(t, df):
    return 2 * scipy.special.stdtr(df, -np.abs(t))


MISTAKES = {
    "ols_inference": {
        "σ² is SSE/n": with_changes(left=lambda n, p, h: n),
        "σ² is SSE/(n − 1)": with_changes(left=lambda n, p, h: n - 1),
        "σ² is SSE/(n − p − 1), and the intercept is counted twice": with_changes(
            left=lambda n, p, h: n - p - 1
        ),
        "R² is measured from 0 although there is an intercept": with_changes(
            baseline=lambda y, h: 0.0
        ),
        "R² is measured from ȳ although there is no intercept": with_changes(
            baseline=lambda y, h: np.mean(y)
        ),
        "R²adj has n − 1 although there is no intercept": with_changes(
            total=lambda n, p, h: n - 1
        ),
        "R²adj has n although there is an intercept": with_changes(
            total=lambda n, p, h: n
        ),
        "R² stands in the place of R²adj": replaced(5, lambda *a: a[4]),
        "R is returned for R²": replaced(4, lambda *a: np.sqrt(a[4])),
        "σ is returned for σ²": replaced(3, lambda *a: np.sqrt(a[3])),
        "se has the diagonal of XᵀX, not that of its inverse": fitting(
            lambda X: np.sum(X**2, axis=0)
        ),
        "se has the reciprocal diagonal of XᵀX": fitting(
            lambda X: 1 / np.sum(X**2, axis=0)
        ),
        "se has the columns of R⁻¹ instead of its rows": fitting(
            lambda X: np.sum(inverse_root(X) ** 2, axis=0)
        ),
        "se has the diagonal of R⁻¹ alone": fitting(
            lambda X: np.diag(inverse_root(X)) ** 2
        ),
        "se is a variance, without its root": with_changes(spread=lambda v: v),
        "se lacks σ": unscaled,
        "t is se/w": replaced(2, lambda *a: a[1] / a[0]),
        "t has lost its sign": replaced(2, lambda *a: np.abs(a[2])),
        "F is divided by p, the intercept included": with_changes(
            slopes=lambda n, p, h: p
        ),
        "F is not divided by the number of slopes": with_changes(
            slopes=lambda n, p, h: 1
        ),
        "a constant y is not refused, although R² is 0/0": with_changes(
            constant=lambda sst, size: None
        ),
        "a perfect fit is not refused, and t and F are divided by a rounding error": with_changes(
            perfect=lambda sse, size: None
        ),
        "neither a constant y nor a perfect fit is refused": with_changes(
            constant=lambda sst, size: None, perfect=lambda sse, size: None
        ),
        "F is upside down": replaced(6, lambda *a: 1 / a[6] if a[6] else 0.0),
        "F is R²/(1 − R²), without the degrees of freedom": replaced(
            6, lambda *a: a[4] / (1 - a[4])
        ),
        "F is 0/0 where there is nothing but the intercept": replaced(
            6, lambda *a: a[6] if a[-2] > a[-1] else np.nan
        ),
        "the normal equations are solved, with the square of the condition number": with_changes(
            fit=by_normal_equations
        ),
        "a column of ones is added": with_ones,
        "as many rows as columns are accepted": with_changes(refuse=refuse_wide),
        "few rows are called dependent columns": with_changes(refuse=called_dependent),
        "dependent columns are accepted": with_changes(fit=by_pseudo_inverse),
    },
    "gamma_ratio": {
        "√a is returned, the first term of the series": checked(np.sqrt),
        "√(a − ¼) is returned, the first term of the series": checked(
            lambda a: np.sqrt(np.abs(a - 0.25))
        ),
        "the series is used for small a too": checked(series),
        "the product goes down, with (a + ½)/a": raised(lambda a: 1 / step(a)),
        "the product is left out": raised(lambda a: 1.0),
        "the product ends at 3, where the series has six digits": raised(step, 3),
        "Γ itself is computed, which overflows at 171": checked(gamma_itself),
        "logarithms of Γ are subtracted, which have lost the digits": checked(
            lambda a: math.exp(math.lgamma(a + 0.5) - math.lgamma(a))
        ),
        "Γ(a)/Γ(a + ½) is returned": checked(lambda a: 1 / ratio(a)),
        "Γ(a + 1)/Γ(a) = a is returned": checked(float),
        "Γ(a + 1)/Γ(a + ½) is returned": checked(lambda a: ratio(a + 0.5)),
        "ln r is returned": checked(lambda a: np.log(ratio(a))),
        "a is not checked": gamma_unchecked,
    },
    "two_sided_p": {
        "one tail is returned": probabilities(lambda t, df: tails(t, df) / 2),
        "P(T ≥ t) is returned, on the side of the sign": probabilities(
            lambda t, df: np.where(t > 0, tails(t, df) / 2, 1 - tails(t, df) / 2)
        ),
        "P(|T| ≤ |t|) is returned": probabilities(lambda t, df: 1 - tails(t, df)),
        "p is 1 − I₁₋ₓ for every t, and 1 − 1 has no digits": probabilities(
            by_difference
        ),
        "1 − x is the difference to a rounded x, whose error the root enlarges": probabilities(
            from_rounded_x
        ),
        "I_x is used for every t, where its fraction does not converge": probabilities(
            lambda t, df: by_fraction(t, df, far=True)
        ),
        "the fraction is cut after five terms": probabilities(
            lambda t, df: by_fraction(t, df, terms=5)
        ),
        "1/B is √(a/π), the first term of its series": probabilities(
            lambda t, df: by_fraction(t, df, ratio=np.sqrt)
        ),
        "Γ itself is computed, which overflows at 171": probabilities(
            lambda t, df: by_fraction(t, df, ratio=gamma_itself)
        ),
        "T is taken for normal": probabilities(
            lambda t, df: scipy.special.erfc(np.abs(t) / np.sqrt(2))
        ),
        "df is taken for df/2": probabilities(lambda t, df: tails(t, 2 * df)),
        "df is cut to a whole number": probabilities(
            lambda t, df: tails(t, max(math.floor(df), 1))
        ),
        "x is 1/(1 + t²), without df": probabilities(
            lambda t, df: scipy.special.betainc(df / 2, 0.5, 1 / (1 + t**2))
        ),
        "p is 0/0 for t = 0": probabilities(
            lambda t, df: np.where(t == 0, np.nan, tails(t, df))
        ),
        "df is not checked": unchecked_tails,
    },
}


# ------------------------------------------------------------------ other valid ways


def by_svd(X, y):
    by_qr(X, y)
    size = np.linalg.norm(X, axis=0)
    U, s, Vt = np.linalg.svd(X / size, full_matrices=False)
    return Vt.T @ (U.T @ y / s) / size, np.sum((Vt.T / s) ** 2, axis=1) / size**2


def by_pivoting(X, y):
    by_qr(X, y)
    Q, R, order = scipy.linalg.qr(X, mode="economic", pivoting=True)
    inverse = scipy.linalg.solve_triangular(R, np.eye(len(R)))[np.argsort(order)]
    return inverse @ (Q.T @ y), np.sum(inverse**2, axis=1)


def by_partial_residuals(X, y):
    """1/((XᵀX)⁻¹)ⱼⱼ is the squared length of what the other columns leave of column j."""
    w, _ = by_qr(X, y)
    d = []
    for j, x in enumerate(X.T):
        others = np.delete(X, j, axis=1)
        r = x
        for _ in range(2):
            Q = scipy.linalg.qr(others, mode="economic")[0]
            r = r - Q @ (Q.T @ r)
        d.append(1 / (r @ r))
    return w, np.array(d)


def brouncker(a):
    """4r(a)² is Brouncker's continued fraction of 4a − 1: s + 1²/(2s + 3²/(2s + 5²/(2s + …)))."""
    r = 1.0
    while a < 10:
        r, a = r * step(a), a + 1
    s, v = 4 * a - 1, 0.0
    for k in range(20, 0, -1):
        v = (2 * k - 1) ** 2 / (2 * s + v)
    return r * np.sqrt(s + v) / 2


def longer_series(a):
    r = 1.0
    while a < 20:
        r, a = r * step(a), a + 1
    u = a - 0.25
    return r * series(a) * np.exp(61 / (49152 * u**6))


def by_positive_series(t, df):
    """∫ xᵃ⁻¹(1 − x)ᵇ⁻¹ by parts again and again: Σ (a + b)ₖ/(a + 1)ₖ xᵏ, without a fraction."""
    a, q = df / 2, t**2 / df
    far = t**2 > 3 * df / (df + 2)
    c = brouncker(a) / np.sqrt(np.pi) * np.exp(-a * np.log1p(q)) * np.sqrt(q / (1 + q))
    first, second = np.where(far, a, 0.5), np.where(far, 0.5, a)
    x = np.where(far, 1, q) / (1 + q)
    total, term, k = np.ones_like(t), np.ones_like(t), 0
    while (term > 1e-17 * total).any():
        term = term * x * (first + second + k) / (first + 1 + k)
        total, k = total + term, k + 1
    return np.where(far, c * total / first, 1 - c * total / first)


ALTERNATIVES = {
    "ols_inference": {
        "a singular value decomposition of scaled columns": with_changes(fit=by_svd),
        "QR with column pivoting": with_changes(fit=by_pivoting),
        "what the other columns leave of each": with_changes(fit=by_partial_residuals),
    },
    "gamma_ratio": {
        "Brouncker's continued fraction": checked(brouncker),
        "the series from 20 on, with one more term": checked(longer_series),
    },
    "two_sided_p": {
        "a series of positive terms": probabilities(by_positive_series),
        "the continued fraction": probabilities(by_fraction),
    },
}


# ------------------------------------------------------------------ what is timed


def large(rng, n, p):
    X = np.column_stack([np.ones(n), rng.standard_normal((n, p - 1))])
    y = X @ rng.standard_normal(p) + rng.standard_normal(n)
    return {"X": X, "y": y, "has_intercept": True}


WORKLOADS = {
    "ols_inference": Workload(
        sizes={"n": 100_000, "p": 50},
        draw=large,
        flops=lambda n, p: 4 * n * p**2 + p**3,  # Q is formed
        bytes=lambda n, p: 8 * n * p,
    ),
    "two_sided_p": Workload(
        sizes={"k": 10_000},
        draw=lambda rng, k: {"t": rng.standard_normal(k) * 3, "df": 30.0},
        flops=lambda k: 60 * 20 * k,  # sixty steps of the fraction
        bytes=lambda k: 16 * k,
    ),
}
