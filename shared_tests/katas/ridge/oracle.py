"""The minimiser over the rationals: the centred normal equations, solved by elimination."""

from fractions import Fraction

import numpy as np

from dojo import exact
from dojo.fixtures import Recipe, Workload, decimals
from dojo.properties import stationary
from dojo.refusals import InvalidParameter, NotPositiveDefinite, RankDeficient

# ------------------------------------------------------------------ the truth


def center(X, y):
    Xc, x_mean = exact_centred(X, True)
    yc, y_mean = exact_centred(y[:, None], True)
    yc = [t for (t,) in yc]
    return tuple(map(exact.rounded, (Xc, yc, x_mean, y_mean[0])))


def ridge(X, y, lam, fit_intercept):
    check_penalty(lam >= 0, lam)
    if lam == 0 and deficient(exact_gram(X, lam, fit_intercept)):
        raise RankDeficient("the columns are linearly dependent")
    return minimiser(X, y, lam, fit_intercept)


def ridge_dual(X, y, lam, fit_intercept):
    check_penalty(lam > 0, lam)
    return minimiser(X, y, lam, fit_intercept)


def minimiser(X, y, lam, fit_intercept):
    Xc, x_mean = exact_centred(X, fit_intercept)
    yc, y_mean = exact_centred(y[:, None], fit_intercept)
    c = exact.matvec(exact.transpose(Xc), [t for (t,) in yc])
    w = exact.solve(exact_gram(X, lam, fit_intercept), c)
    b = y_mean[0] - exact.dot(x_mean, w)
    return exact.rounded(w), exact.rounded(b)


def exact_centred(X, fit_intercept):
    """(X − 1x̄ᵀ, x̄), where x̄ is 0 without an intercept."""
    X = exact.exact(X)
    return exact.centred(X) if fit_intercept else (X, [Fraction(0)] * len(X[0]))


def exact_gram(X, lam, fit_intercept):
    """XcᵀXc + nλI"""
    G = exact.gram(exact_centred(X, fit_intercept)[0])
    return plus_diagonal(G, len(X) * Fraction(lam))


def exact_kernel(X, lam, fit_intercept):
    """XcXcᵀ + nλI"""
    K = exact.gram(exact.transpose(exact_centred(X, fit_intercept)[0]))
    return plus_diagonal(K, len(X) * Fraction(lam))


def plus_diagonal(A, c):
    return [[a + c * (i == j) for j, a in enumerate(row)] for i, row in enumerate(A)]


def deficient(A):
    return min(exact.pivot_ratios(A)) <= exact.RANK


def check_penalty(allowed, lam):
    if not allowed:
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


def dual(Xc, yc, c):
    """w = Xᵀα with (XXᵀ + cI) α = y"""
    K = Xc @ Xc.T + c * np.eye(len(Xc))
    return Xc.T @ np.linalg.solve(K, yc)


def fit(solve, X, y, lam, fit_intercept):
    """Centre, solve with c = nλ, find b."""
    Xc, yc, x_mean, y_mean = centred(X, y, fit_intercept)
    w = solve(Xc, yc, len(y) * lam)
    return w, y_mean - x_mean @ w


def refusing(solve, function=ridge):
    """A way to solve behind our refusals."""

    def fit_or_refuse(X, y, lam, fit_intercept):
        refuse(function, X, lam, fit_intercept)
        return fit(solve, X, y, lam, fit_intercept)

    return fit_or_refuse


def refuse(function, X, lam, fit_intercept):
    check_penalty(lam > 0 or (lam == 0 and function is ridge), lam)
    if lam == 0 and deficient(exact_gram(X, lam, fit_intercept)):
        raise RankDeficient("the columns are linearly dependent")


REFERENCES = {
    "center": lambda X, y: centred(X, y, True),
    "ridge": refusing(primal),
    "ridge_dual": refusing(dual, ridge_dual),
}

# ------------------------------------------------------------------ drawn cases


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


def constant_column(rng):
    drawn = problem(rng, 10, 3, 0.2)
    drawn["X"][:, 1] = 0.1
    return drawn


def center_inputs(problem):
    return {"X": problem["X"], "y": problem["y"]}


def rows_of(n, p, scales=1.0):
    return lambda rng: center_inputs(
        problem(rng, n, p, 0.0, scales=scales, offsets=1.0)
    )


SCALES = 10.0 ** np.array([0, -6, 6, -3, 3])

DRAWN = {
    "center": [
        Recipe("ordinary", "every column has a mean of its own", rows_of(7, 3)),
        Recipe("wide", "more columns than rows", rows_of(3, 6)),
        Recipe("badly scaled", "columns from 1e-6 to 1e6", rows_of(8, 5, SCALES)),
        Recipe(
            "far from the origin",
            "a mean of 10⁶ and a spread of 1: the rounding error of the mean is what remains",
            lambda r: center_inputs(far_from_the_origin(r)),
        ),
    ],
    "ridge": [
        Recipe(
            "ordinary",
            "wrong formulas have nowhere to hide",
            lambda r: problem(r, 15, 4, 0.1),
        ),
        Recipe(
            "without an intercept",
            "nothing is centred although the means are not 0",
            lambda r: problem(r, 12, 3, 0.3, fit_intercept=0, offsets=1.0),
        ),
        Recipe(
            "wide",
            "the penalty makes the answer unique",
            lambda r: problem(r, 4, 7, 0.3),
        ),
        Recipe(
            "two outliers",
            "a penalised intercept would drag the whole line down, not only flatten it",
            outliers,
        ),
        Recipe(
            "badly scaled",
            "columns from 1e-6 to 1e6 under one penalty: no column may be rescaled in secret",
            lambda r: problem(r, 12, 5, 0.01, scales=SCALES),
        ),
        Recipe(
            "far from the origin",
            "columns near 10⁶ and −10⁴: centre before you multiply, or the squares of the offsets leave two digits",
            far_from_the_origin,
        ),
        Recipe(
            "nearly equal columns",
            "κ of XᵀX is 1e7, the penalty brings it to 1e4",
            nearly_equal_columns,
        ),
        Recipe(
            "constant column",
            "with a penalty a constant column is harmless: its weight is 0",
            constant_column,
        ),
        Recipe(
            "least squares",
            "λ = 0 is least squares with an intercept",
            lambda r: problem(r, 11, 3, 0.0),
        ),
    ],
    "ridge_dual": [
        Recipe(
            "wide",
            "wrong formulas have nowhere to hide",
            lambda r: problem(r, 5, 12, 0.3),
        ),
        Recipe(
            "more columns than rows, without an intercept",
            "nothing is centred although the means are not 0",
            lambda r: problem(r, 4, 9, 0.2, fit_intercept=0, offsets=1.0),
        ),
        Recipe(
            "more rows than columns",
            "XXᵀ is singular, nλI makes up for it",
            lambda r: problem(r, 9, 3, 0.1),
        ),
        Recipe(
            "badly scaled",
            "columns from 0.001 to 1000 under one penalty",
            lambda r: problem(
                r, 6, 8, 0.1, scales=10.0 ** np.array([0, -3, 1, 3, -1, 2, -2, 0])
            ),
        ),
        Recipe(
            "far from the origin",
            "columns near 10⁶ and −10⁴: centre before you multiply",
            far_from_the_origin,
        ),
    ],
}

# ------------------------------------------------------------------ certificates


def gradient(X, y, lam, fit_intercept, w, b):
    """∇J in w and, with an intercept, in b."""
    r = y - b - X @ w
    in_b = [-r.mean()] if fit_intercept else []
    return np.append(lam * w - X.T @ r / len(y), in_b)


def certify(X, y, lam, fit_intercept, w, b):
    at = gradient(X, y, lam, fit_intercept, w, b)
    at_zero = gradient(X, y, lam, fit_intercept, 0 * w, 0.0)
    return stationary(at, at_zero)


def certify_dual(X, y, lam, fit_intercept, w, b):
    """An error of 4κε in w, which α allows, leaves ‖∇²J‖ times as much of the gradient."""
    Xc = centred(X, y, fit_intercept)[0]
    H = np.linalg.norm(Xc, 2) ** 2 / len(y) + lam
    room = 4 * H / lam * 2.0**-53 * H * np.linalg.norm(w)
    at = gradient(X, y, lam, fit_intercept, w, b)
    if np.max(np.abs(at)) <= room:
        return ""
    return certify(X, y, lam, fit_intercept, w, b)


CERTIFICATES = {"ridge": certify, "ridge_dual": certify_dual}


def well_posed(matrix):
    """With a penalty every pivot is far above rounding error, or nobody can see the penalty; without one none is near 1e-12."""

    def check(X, y, lam, fit_intercept):
        A = matrix(X, max(lam, 0), fit_intercept)
        if lam > 0 and min(exact.pivot_ratios(A)) < 100 * len(A) * 2.0**-53:
            return "nλ is no more than rounding error"
        return exact.near_the_rank_test(A) if lam == 0 and matrix is exact_gram else ""

    return check


WELL_POSED = {"ridge": well_posed(exact_gram), "ridge_dual": well_posed(exact_kernel)}

# ------------------------------------------------------------------ the usual mistakes


def with_penalty(factor, solve=primal, function=ridge):
    """factor(n, p) · λ in the place of nλ."""

    def mistaken(X, y, lam, fit_intercept):
        refuse(function, X, lam, fit_intercept)
        Xc, yc, x_mean, y_mean = centred(X, y, fit_intercept)
        w = solve(Xc, yc, factor(*X.shape) * lam)
        return w, y_mean - x_mean @ w

    return mistaken


def ones_column(function, penalty_on_b):
    """The intercept as a last column of ones, with a penalty of its own."""

    def mistaken(X, y, lam, fit_intercept):
        refuse(function, X, lam, fit_intercept)
        n, p = X.shape
        if not fit_intercept:
            return primal(X, y, n * lam), 0.0
        A = np.column_stack([X, np.ones(n)])
        penalty = n * lam * np.append(np.ones(p), penalty_on_b)
        *w, b = np.linalg.solve(A.T @ A + np.diag(penalty), A.T @ y)
        return np.array(w), b

    return mistaken


def everywhere_in_the_gram(Xc, yc, c):
    """(XᵀX + c 11ᵀ) w = Xᵀy, by least squares where that matrix is singular."""
    return np.linalg.lstsq(Xc.T @ Xc + c, Xc.T @ yc, rcond=None)[0]


def everywhere_in_the_kernel(Xc, yc, c):
    return Xc.T @ np.linalg.lstsq(Xc @ Xc.T + c, yc, rcond=None)[0]


def only_y_centred(solve, function):
    def mistaken(X, y, lam, fit_intercept):
        refuse(function, X, lam, fit_intercept)
        _, yc, x_mean, y_mean = centred(X, y, fit_intercept)
        w = solve(X, yc, len(y) * lam)
        return w, y_mean - x_mean @ w

    return mistaken


def only_X_centred(solve, function):
    """Right in exact arithmetic, where Xcᵀ1 = 0."""

    def mistaken(X, y, lam, fit_intercept):
        refuse(function, X, lam, fit_intercept)
        Xc, _, x_mean, y_mean = centred(X, y, fit_intercept)
        w = solve(Xc, y, len(y) * lam)
        return w, y_mean - x_mean @ w

    return mistaken


def with_intercept(function, change):
    """The right w beside the wrong b = change(X, y, w, b)."""

    def mistaken(X, y, lam, fit_intercept):
        w, b = refusing(primal, function)(X, y, lam, fit_intercept)
        return w, change(X, y, w, b) if fit_intercept else b

    return mistaken


def flag(function, value):
    """fit_intercept is not looked at."""

    def mistaken(X, y, lam, fit_intercept):
        refuse(function, X, lam, fit_intercept)
        return fit(minimum_norm, X, y, lam, value)

    return mistaken


def minimum_norm(Xc, yc, c):
    """The solution of (XᵀX + cI) w = Xᵀy, of least norm where it is not unique."""
    if c > 0:
        return primal(Xc, yc, c)
    G = Xc.T @ Xc + c * np.eye(Xc.shape[1])
    return np.linalg.lstsq(G, Xc.T @ yc, rcond=None)[0]


def standardised(function):
    """The columns are divided by their standard deviations before the penalty is applied."""

    def solve(Xc, yc, c):
        s = Xc.std(axis=0)
        s = np.where(s > 0, s, 1)
        return minimum_norm(Xc / s, yc, c) / s

    return refusing(solve, function)


def always_answered(X, y, lam, fit_intercept):
    check_penalty(lam >= 0, lam)
    return fit(minimum_norm, X, y, lam, fit_intercept)


def any_penalty(function):
    def mistaken(X, y, lam, fit_intercept):
        if function is ridge and lam == 0:
            refuse(ridge, X, lam, fit_intercept)
        return fit(minimum_norm, X, y, lam, fit_intercept)

    return mistaken


def plain_mean(X, y, lam, fit_intercept):
    """The rank test sees Xc as rounding left it."""
    check_penalty(lam >= 0, lam)
    if not fit_intercept:
        return ridge(X, y, lam, 0)
    w, _ = ridge(X - X.mean(axis=0), y - y.mean(), lam, 0)
    return w, y.mean() - X.mean(axis=0) @ w


def refusing_dependent_columns(X, y, lam, fit_intercept):
    check_penalty(lam >= 0, lam)
    refuse(ridge, X, 0.0, fit_intercept)
    return fit(primal, X, y, lam, fit_intercept)


def rule_without_penalty(matrix, solve, function):
    """The limit for Gram matrices decides also where there is a penalty."""

    def mistaken(X, y, lam, fit_intercept):
        refuse(function, X, lam, fit_intercept)
        if deficient(matrix(X, lam, fit_intercept)):
            raise NotPositiveDefinite("a pivot is small")
        return fit(solve, X, y, lam, fit_intercept)

    return mistaken


def rank_before_penalty(X, y, lam, fit_intercept):
    if lam <= 0:
        refuse(ridge, X, 0.0, fit_intercept)
    return refusing(primal)(X, y, lam, fit_intercept)


def alpha_itself(X, y, lam, fit_intercept):
    refuse(ridge_dual, X, lam, fit_intercept)
    Xc, yc, _, y_mean = centred(X, y, fit_intercept)
    alpha = np.linalg.solve(Xc @ Xc.T + len(y) * lam * np.eye(len(y)), yc)
    return alpha, y_mean - X.mean(axis=1) @ alpha


def centred_rows(X, y):
    return X - X.mean(axis=1, keepdims=True), y - y.mean(), X.mean(axis=1), y.mean()


MISTAKES = {
    "center": {
        "a constant column keeps the rounding error of its mean": lambda X, y: (
            X - X.mean(axis=0),
            y - y.mean(),
            X.mean(axis=0),
            y.mean(),
        ),
        "the rows are centred, not the columns": centred_rows,
        "all columns lose the mean of all entries": lambda X, y: (
            X - X.mean(),
            y - y.mean(),
            np.full(X.shape[1], X.mean()),
            y.mean(),
        ),
        "y is not centred": lambda X, y: (
            *centred(X, y, True)[:1],
            y,
            *centred(X, y, True)[2:],
        ),
        "the columns are standardised as well": lambda X, y: (
            centred(X, y, True)[0] / np.where(np.ptp(X, axis=0) > 0, X.std(axis=0), 1),
            *centred(X, y, True)[1:],
        ),
        "the first row is subtracted, not the mean": lambda X, y: (
            X - X[0],
            y - y[0],
            X[0],
            y[0],
        ),
    },
    "ridge": {
        "the intercept is penalised": ones_column(ridge, 1),
        "λ stands where nλ belongs": with_penalty(lambda n, p: 1),
        "the penalty is λ‖w‖², without its ½": with_penalty(lambda n, p: 2 * n),
        "the loss is the mean square, without its ½": with_penalty(lambda n, p: n / 2),
        "nλ is added to every entry of XᵀX, not only to its diagonal": refusing(
            everywhere_in_the_gram
        ),
        "y is centred and X is not": only_y_centred(minimum_norm, ridge),
        "y is not centred, and multiplies the rounding errors of Xc": only_X_centred(
            primal, ridge
        ),
        "b is ȳ, as if every column had the mean 0": with_intercept(
            ridge, lambda X, y, w, b: y.mean()
        ),
        "b stays 0 after centring": with_intercept(ridge, lambda X, y, w, b: 0.0),
        "b is ȳ + x̄ᵀw": with_intercept(
            ridge, lambda X, y, w, b: y.mean() + X.mean(axis=0) @ w
        ),
        "no intercept is fitted": flag(ridge, 0),
        "an intercept is always fitted": flag(ridge, 1),
        "the columns are standardised before they are penalised": standardised(ridge),
        "the intercept is solved for as a column of ones, and the squares of large offsets drown the rest": ones_column(
            ridge, 0
        ),
        "a constant column passes the rank test by the rounding error of its mean": plain_mean,
        "one of many minimisers is returned": always_answered,
        "dependent columns are refused although λ > 0": refusing_dependent_columns,
        "a small λ is refused by the rule for dependent columns": rule_without_penalty(
            exact_gram, primal, ridge
        ),
        "the rank is looked at before λ": rank_before_penalty,
        "a negative λ is accepted": any_penalty(ridge),
    },
    "ridge_dual": {
        "the intercept is penalised": ones_column(ridge_dual, 1),
        "λ stands where nλ belongs": with_penalty(lambda n, p: 1, dual, ridge_dual),
        "pλ stands where nλ belongs": with_penalty(lambda n, p: p, dual, ridge_dual),
        "nλ is added to every entry of XXᵀ, not only to its diagonal": refusing(
            everywhere_in_the_kernel, ridge_dual
        ),
        "y is centred and X is not": only_y_centred(dual, ridge_dual),
        "y is not centred, and multiplies the rounding errors of Xc": only_X_centred(
            dual, ridge_dual
        ),
        "b is ȳ, as if every column had the mean 0": with_intercept(
            ridge_dual, lambda X, y, w, b: y.mean()
        ),
        "b stays 0 after centring": with_intercept(ridge_dual, lambda X, y, w, b: 0.0),
        "no intercept is fitted": flag(ridge_dual, 0),
        "an intercept is always fitted": flag(ridge_dual, 1),
        "a small λ is refused by the rule for dependent columns": rule_without_penalty(
            exact_kernel, dual, ridge_dual
        ),
        "α is returned instead of Xᵀα": alpha_itself,
        "λ = 0 is accepted": any_penalty(ridge_dual),
    },
}

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


def plain_means_with_penalty(X, y, lam, fit_intercept):
    """x̄ as it is usually computed."""
    refuse(ridge, X, lam, fit_intercept)
    if not fit_intercept:
        return primal(X, y, len(y) * lam), 0.0
    w = primal(X - X.mean(axis=0), y - y.mean(), len(y) * lam)
    return w, y.mean() - X.mean(axis=0) @ w


def centred_twice(X, y):
    """The mean of the centred column corrects the mean."""
    x_mean, y_mean = X.mean(axis=0), y.mean()
    x_mean, y_mean = x_mean + (X - x_mean).mean(axis=0), y_mean + (y - y_mean).mean()
    return X - x_mean, y - y_mean, x_mean, y_mean


ALTERNATIVES = {
    "center": {"the mean corrected once": centred_twice},
    "ridge": {
        "augmented least squares": refusing(augmented),
        "plain means": plain_means_with_penalty,
    },
    "ridge_dual": {
        "the primal system": refusing(primal, ridge_dual),
        "singular values": refusing(by_svd, ridge_dual),
    },
}

# ------------------------------------------------------------------ what is timed


def regression(rng, n, p):
    """A tenth of the weights matter. XᵀX of the second workload would take 3.2 GB: there the dual is the only way."""
    X = rng.standard_normal((n, p))
    y = X[:, ::10].sum(axis=1) + rng.standard_normal(n)
    return {"X": X, "y": y, "lam": 0.1, "fit_intercept": 1}


WORKLOADS = {
    "ridge": Workload(
        sizes={"n": 200_000, "p": 50},
        draw=regression,
        flops=lambda n, p: n * p * (p + 1) + p**3 / 3,
        bytes=lambda n, p: 8 * n * p,
    ),
    "ridge_dual": Workload(
        sizes={"n": 200, "p": 20_000},
        quick={"n": 50, "p": 2000},
        draw=regression,
        flops=lambda n, p: n**2 * p + n**3 / 3,
        bytes=lambda n, p: 8 * n * p,
    ),
}
