"""The normal equations over the rationals; roots, Γ and the incomplete beta function with 50 digits."""

import mpmath
import numpy as np
import scipy.linalg

from dojo.spec import rational
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NoFiniteOptimum, RankDeficient, after

PERFECT = 1e-20  # of ‖y‖²: what is at most this is 0 up to rounding, about n·2⁻¹⁰⁴

# ------------------------------------------------------------------ the truth


def ols_inference(X, y, has_intercept):
    refuse_few_rows(X)
    X, y, h = rational.exact(X), rational.exact(y), int(has_intercept)
    n, p, G = len(X), len(X[0]), rational.gram(X)
    z = [a - h * sum(y) / n for a in y]
    refuse_constant(rational.dot(z, z), rational.dot(y, y))
    # (rⱼⱼ/‖xⱼ‖)² is the pivot ratio of XᵀX
    if min(rational.pivot_ratios(G)) <= rational.QR_RANK:
        raise RankDeficient("the columns of X are dependent")
    w = rational.least_squares(X, y)
    units = [[int(i == j) for i in range(p)] for j in range(p)]
    inverse = [rational.solve(G, unit)[j] for j, unit in enumerate(units)]
    r = rational.residual(X, y, w)
    sse, sst = rational.dot(r, r), rational.dot(z, z)
    refuse_perfect(sse, rational.dot(y, y))
    sigma2, unexplained = sse / (n - p), sse / sst
    f = (sst - sse) / (p - h) / sigma2 if p > h else 0
    adjusted = 1 - unexplained * (n - h) / (n - p)
    with mpmath.workdps(50):
        se = [rational.root(sigma2 * d) for d in inverse]
        t = [rational.precise(a) / b for a, b in zip(w, se, strict=True)]
    scalars = map(float, (sigma2, 1 - unexplained, adjusted, f))
    return rational.rounded(w), np.array(se, float), np.array(t, float), *scalars


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


def refuse_not_positive(*inputs):
    if inputs[-1] <= 0:
        raise InvalidParameter(f"{inputs[-1]} is not positive")


# ------------------------------------------------------------------ a second route, in float64


def inference(fit):
    """By a way to find w and diag (XᵀX)⁻¹, in the place of a thin QR."""

    def program(X, y, has_intercept):
        refuse_few_rows(X)
        (n, p), h, z = X.shape, int(has_intercept), y - has_intercept * np.mean(y)
        refuse_constant(z @ z, y @ y)
        by_qr(X, y)
        w, d = fit(X, y)
        r = y - X @ w
        sse, sst = r @ r, z @ z
        refuse_perfect(sse, y @ y)
        sigma2, unexplained = sse / (n - p), sse / sst
        se = np.sqrt(sigma2 * d)
        f = (sst - sse) / (p - h) / sigma2 if p > h else 0.0
        adjusted = 1 - unexplained * (n - h) / (n - p)
        return w, se, w / se, sigma2, 1 - unexplained, adjusted, f

    return program


def by_qr(X, y):
    Q, R = scipy.linalg.qr(X, mode="economic")
    if np.min(np.abs(np.diag(R)) / np.linalg.norm(X, axis=0).clip(1e-300)) <= 1e-12:
        raise RankDeficient("the columns of X are dependent")
    inverse = scipy.linalg.solve_triangular(R, np.eye(len(R)))
    return inverse @ (Q.T @ y), np.sum(inverse**2, axis=1)


# ------------------------------------------------------------------ what the draws are made of


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
    A, b = rational.exact(X), rational.exact(y)
    G = rational.gram(A)
    if near := rational.near_the_rank_test(G, rational.QR_MARGIN):
        return near
    if min(rational.pivot_ratios(G)) <= rational.QR_RANK:
        return ""
    r = rational.residual(A, b, rational.least_squares(A, b))
    share = rational.dot(r, r) / rational.dot(b, b)
    return "the fit is nearly perfect" if zero < share < something else ""


WELL_POSED = {"ols_inference": well_posed}

# ------------------------------------------------------------------ other valid ways


def fraction(a, b, x, terms=60):
    s = 1.0
    for m in range(terms, 0, -1):
        s = 1 + m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) / s
        k = m - 1
        s = 1 - (a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1)) / s
    return s


def by_fraction(t, df):
    a, q = df / 2, t**2 / df
    c = brouncker(a) / np.sqrt(np.pi) * np.exp(-a * np.log1p(q)) * np.sqrt(q / (1 + q))
    out = c / (a * fraction(a, 0.5, 1 / (1 + q), 60))
    near = 1 - 2 * c / fraction(0.5, a, q / (1 + q), 60)
    return np.where(t**2 > 3 * df / (df + 2), out, near)


def by_svd(X, y):
    size = np.linalg.norm(X, axis=0)
    U, s, Vt = np.linalg.svd(X / size, full_matrices=False)
    return Vt.T @ (U.T @ y / s) / size, np.sum((Vt.T / s) ** 2, axis=1) / size**2


def by_pivoting(X, y):
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


def step_up(function, least):
    """Γ(a + ½)/Γ(a) from its values for a ≥ `least`: from a to a + 1 it grows by (a + ½)/a."""

    def ratio(a):
        r = 1.0
        while a < least:
            r, a = r * a / (a + 0.5), a + 1
        return r * function(a)

    return ratio


def continued_fraction(a):
    """4r(a)² is Brouncker's continued fraction of 4a − 1: s + 1²/(2s + 3²/(2s + 5²/(2s + …)))."""
    s, v = 4 * a - 1, 0.0
    for k in range(20, 0, -1):
        v = (2 * k - 1) ** 2 / (2 * s + v)
    return np.sqrt(s + v) / 2


def series(a):
    u = a - 0.25
    powers = 1 / (64 * u**2) - 5 / (2048 * u**4) + 61 / (49152 * u**6)
    return np.sqrt(u) * np.exp(powers)


brouncker = step_up(continued_fraction, 10)


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
        "a singular value decomposition of scaled columns": inference(by_svd),
        "QR with column pivoting": inference(by_pivoting),
        "what the other columns leave of each": inference(by_partial_residuals),
    },
    "gamma_ratio": {
        "Brouncker's continued fraction": after(refuse_not_positive, brouncker),
        "the series from 20 on, with one more term": after(
            refuse_not_positive, step_up(series, 20)
        ),
    },
    "two_sided_p": {
        "a series of positive terms": after(refuse_not_positive, by_positive_series),
        "the continued fraction": after(refuse_not_positive, by_fraction),
    },
}
