"""The active set and its signs in float64; then every minimiser, and the proof that it is one, over the rationals."""

import math
from fractions import Fraction

import mpmath
import numpy as np

from dojo import exact
from dojo.fixtures import Recipe, Workload, decimals
from dojo.properties import l1_stationary
from dojo.refusals import InvalidParameter, NotConverged
from dojo.spec import kata

# ------------------------------------------------------------------ the truth


def lambda_grid(X, y, alpha, k, ratio, fit_intercept):
    check_grid(alpha, k, ratio)
    Xc, yc, _, _ = exact_centred(X, y, fit_intercept)
    largest = max(map(abs, exact.matvec(exact.transpose(Xc), yc)))
    first = largest / len(y) / Fraction(alpha)
    with mpmath.workdps(50):
        first = mpmath.mpf(first.numerator) / first.denominator
        powers = [mpmath.mpf(i) / max(k - 1, 1) for i in range(k)]
        return np.array([float(first * mpmath.mpf(ratio) ** e) for e in powers])


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """The truth needs no budget, and a step of 1e-12 is small enough for the signs."""
    check_path(lambdas, alpha, tol, max_sweeps)
    W, _ = descend(X, y, lambdas, alpha, fit_intercept, 1e-12, 100_000)
    centred = exact_centred(X, y, fit_intercept)
    found = [
        minimiser(centred, Fraction(lam), Fraction(alpha), np.sign(w))
        for lam, w in zip(lambdas, W, strict=True)
    ]
    return exact.rounded([w for w, _, _ in found]), exact.rounded(
        [b for _, b, _ in found]
    )


def minimiser(centred, lam, alpha, signs):
    """w, b and the slopes −gⱼ/λα, from the signs of w:
    (XₐᵀXₐ + nλ(1−α)I) wₐ = Xₐᵀy − nλα signₐ."""
    X, y, x_mean, y_mean = centred
    n, columns, active = len(y), exact.transpose(X), np.flatnonzero(signs)
    A = exact.gram([[row[j] for j in active] for row in X]) if len(active) else []
    for i in range(len(active)):
        A[i][i] += n * lam * (1 - alpha)
    c = [exact.dot(columns[j], y) - n * lam * alpha * int(signs[j]) for j in active]
    w = [Fraction(0)] * len(columns)
    for j, value in zip(active, exact.solve(A, c), strict=True):
        w[j] = value
    r = [t - s for s, t in zip(exact.matvec(X, w), y, strict=True)]
    g = [
        lam * (1 - alpha) * v - exact.dot(x, r) / n
        for v, x in zip(w, columns, strict=True)
    ]
    slopes = [-v / (lam * alpha) for v in g]
    if any(np.sign(v) != s for v, s in zip(w, signs, strict=True)):
        raise ValueError("the signs are not those of the minimiser")
    if max(map(abs, slopes)) > 1:
        raise ValueError("a weight that is not 0 is missing")
    return w, y_mean - exact.dot(x_mean, w), slopes


def exact_centred(X, y, fit_intercept):
    X, y = exact.exact(X), exact.exact(y)
    if not fit_intercept:
        return X, y, [Fraction(0)] * len(X[0]), Fraction(0)
    Xc, x_mean = exact.centred(X)
    y_mean = sum(y) / len(y)
    return Xc, [t - y_mean for t in y], x_mean, y_mean


# ------------------------------------------------------------------ a second route, in float64


def check_grid(alpha, k, ratio):
    if not 0 < alpha <= 1 or k < 1 or not 0 < ratio < 1:
        raise InvalidParameter(f"alpha, k, ratio are {alpha}, {k}, {ratio}")


def check_path(lambdas, alpha, tol, max_sweeps):
    if min(lambdas) <= 0 or not 0 < alpha <= 1 or tol < 0 or max_sweeps < 1:
        raise InvalidParameter(f"alpha, tol, max_sweeps: {alpha}, {tol}, {max_sweeps}")


def centred(X, y, fit_intercept):
    if not fit_intercept:
        return X, y, np.zeros(X.shape[1]), 0.0
    x_mean = X[0] + (X - X[0]).mean(axis=0)
    return X - x_mean, y - y.mean(), x_mean, y.mean()


def soft(v, t):
    return math.copysign(max(abs(v) - t, 0.0), v)


def one_weight(rho, a, lam, alpha):
    """The minimiser of ½a w² − ρ w + λ(α|w| + ½(1−α) w²)."""
    return soft(rho, lam * alpha) / (a + lam * (1 - alpha))


def one_penalty(X, y, w, lam, alpha, tol, max_sweeps, update=one_weight, order=1):
    """The minimiser for one λ by cyclic descent from w, and the sweeps that it takes."""
    n, r, w = len(y), y - X @ w, w.copy()
    a = (X * X).sum(axis=0) / n
    columns = [(j, X[:, j], float(a[j])) for j in np.flatnonzero(a)[::order]]
    small = tol * math.sqrt(y @ y / n)
    for sweep in range(1, max_sweeps + 1):
        largest = 0.0
        for j, x, aj in columns:
            before = float(w[j])
            w[j] = new = update(float(x @ r) / n + aj * before, aj, lam, alpha)
            if new != before:
                r -= (new - before) * x
                largest = max(largest, abs(new - before) * math.sqrt(aj))
        if largest <= small:
            return w, sweep
    raise NotConverged(f"λ = {lam} needs more than {max_sweeps} sweeps")


def descend(
    X, y, lambdas, alpha, fit_intercept, tol, max_sweeps, solve=one_penalty, warm=True
):
    """The path; `solve` finds the minimiser for one λ."""
    check_path(lambdas, alpha, tol, max_sweeps)
    Xc, yc, x_mean, y_mean = centred(X, y, fit_intercept)
    W, w = [], np.zeros(X.shape[1])
    for lam in lambdas.tolist():
        start = w if warm else np.zeros_like(w)
        w, _ = solve(Xc, yc, start, lam, alpha, tol, max_sweeps)
        W.append(w)
    return np.array(W), y_mean - np.array(W) @ x_mean


def largest_lambda(X, y, alpha, fit_intercept):
    Xc, yc, _, _ = centred(X, y, fit_intercept)
    return np.abs(Xc.T @ yc).max() / (len(y) * alpha)


def grid(X, y, alpha, k, ratio, fit_intercept):
    check_grid(alpha, k, ratio)
    first = largest_lambda(X, y, alpha, fit_intercept)
    return first * ratio ** (np.arange(k) / max(k - 1, 1))


REFERENCES = {"lambda_grid": grid, "elastic_net_path": descend}

# ------------------------------------------------------------------ drawn cases

SCALES = 10.0 ** np.array([0, -2, 1, -1, 2])
DIABETES = {
    "X": {"data": "diabetes.csv", "without": ["target"]},
    "y": {"data": "diabetes.csv", "column": "target"},
}


def data(rng, n, p, scales=1.0, offset=0.0, mixing=0.0):
    """A third of the weights matter."""
    X = rng.uniform(-2, 2, (n, p)) + mixing * rng.uniform(-2, 2, (n, 1))
    w = rng.uniform(1, 3, p) * (np.arange(p) % 3 == 0)
    X = decimals(decimals(X + rng.uniform(-1, 1, p)) * scales, 10)
    y = X @ (w / scales) + 0.5 * rng.uniform(-1, 1, n) + 1.5 + offset
    return {"X": X, "y": decimals(y)}


def question(drawn, alpha, k, ratio, fit_intercept=1):
    return drawn | {
        "alpha": alpha,
        "k": k,
        "ratio": ratio,
        "fit_intercept": fit_intercept,
    }


def path(rng, n, p, shares, alpha, fit_intercept=1, **more):
    """The λs are shares of the largest, to three digits; drawn again until the answer is clear."""
    while True:
        drawn = data(rng, n, p, **more)
        largest = largest_lambda(**drawn, alpha=alpha, fit_intercept=fit_intercept)
        lambdas = np.array([float(f"{share * largest:.3g}") for share in shares])
        inputs = drawn | {"lambdas": lambdas, "alpha": alpha}
        inputs |= {"fit_intercept": fit_intercept, "tol": 1e-12, "max_sweeps": 2000}
        if not unclear(*inputs.values()):
            return inputs


def unclear(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """A sentence if an active set is decided by a hair, or if the stopping rule leaves W too free."""
    try:
        check_path(lambdas, alpha, tol, max_sweeps)
    except InvalidParameter:
        return ""
    W, _ = descend(X, y, lambdas, alpha, fit_intercept, 1e-12, 100_000)
    problem = exact_centred(X, y, fit_intercept)
    lengths = np.linalg.norm(exact.rounded(problem[0]), axis=0)
    truth = []
    for lam, guess in zip(lambdas, W, strict=True):
        w, _, slopes = minimiser(
            problem, Fraction(lam), Fraction(alpha), np.sign(guess)
        )
        w, slopes = exact.rounded(w), np.abs(exact.rounded(slopes))
        if np.any((slopes > 1 - 1e-3) & (slopes < 1) & (w == 0)):
            return "a weight is nearly active"
        # ‖X(w − w*)‖²/2n ≤ gap, so a gap of 1e-14 J(0) leaves a slope off by ‖xⱼ‖‖y‖ 1e-7/n
        free = lengths * np.linalg.norm(exact.rounded(problem[1])) * 1e-7 / len(y)
        if np.any((lam * alpha * (1 - slopes) < free) & (slopes < 1) & (w == 0)):
            return "a stop on the gap leaves open whether a weight is active"
        share = np.abs(w) * lengths / max(np.max(np.abs(w) * lengths), 1e-300)
        if np.any((share > 0) & (share < 1e-3)):
            return "an active weight is nearly 0"
        truth.append(w)
    # a hundredth of the tolerance
    if np.any(np.abs(W - truth) > 1e-8 * np.abs(truth).max(axis=0)):
        return "the stopping rule leaves W too free"
    return ""


WELL_POSED = {"elastic_net_path": unclear}


DRAWN = {
    "lambda_grid": [
        Recipe(
            "ordinary",
            "wrong formulas have nowhere to hide",
            lambda r: question(data(r, 9, 4), 0.6, 5, 0.003),
        ),
        Recipe(
            "drawn without an intercept",
            "nothing is centred although the means are not 0",
            lambda r: question(data(r, 8, 3), 0.25, 4, 0.1, 0),
        ),
        Recipe(
            "badly scaled",
            "the longest column decides",
            lambda r: question(data(r, 8, 5, SCALES), 0.9, 3, 0.0001),
        ),
        Recipe(
            "far from zero",
            "y near 1000: centre before you multiply",
            lambda r: question(data(r, 8, 3, offset=1e3), 0.5, 6, 0.05),
        ),
        Recipe(
            "wide",
            "more columns than rows",
            lambda r: question(data(r, 3, 7), 0.95, 4, 0.2),
        ),
    ],
    "elastic_net_path": [
        Recipe(
            "ordinary",
            "wrong formulas have nowhere to hide",
            lambda r: path(r, 15, 5, [0.8, 0.4, 0.1, 0.02], 0.7),
        ),
        Recipe(
            "drawn without an intercept",
            "nothing is centred although the means are not 0",
            lambda r: path(r, 14, 4, [0.5, 0.15, 0.03], 0.4, fit_intercept=0),
        ),
        Recipe(
            "wide",
            "more columns than rows: the square alone makes the minimiser unique when all weights are active",
            lambda r: path(r, 8, 12, [0.6, 0.2, 0.05], 0.5),
        ),
        Recipe(
            "almost ridge",
            "with α = 0.05 the square does nearly everything",
            lambda r: path(r, 16, 4, [0.3, 0.03], 0.05),
        ),
        Recipe(
            "badly scaled",
            "columns from 0.01 to 100 under one penalty: no column may be rescaled in secret",
            lambda r: path(r, 14, 5, [0.5, 0.05, 0.005], 0.8, scales=SCALES),
        ),
        Recipe(
            "correlated columns",
            "all columns share a part: many sweeps are needed",
            lambda r: path(r, 20, 6, [0.3, 0.03, 0.01], 0.9, mixing=1.5),
        ),
        Recipe(
            "far from zero",
            "y near 1000: the intercept is not penalised",
            lambda r: path(r, 12, 3, [0.5, 0.1], 0.5, offset=1e3),
        ),
        Recipe(
            "there and back",
            "the penalty falls and rises again: weights that had entered must leave",
            lambda r: path(r, 12, 4, [0.9, 0.05, 0.5], 0.6),
        ),
        Recipe(
            "diabetes",
            "442 patients, ten measurements: from no weight to all ten",
            lambda r: (
                DIABETES
                | {"lambdas": [3.0, 1.0, 0.1, 0.01], "alpha": 0.9}
                | {"fit_intercept": 1, "tol": 1e-12, "max_sweeps": 2000}
            ),
        ),
    ],
}

# ------------------------------------------------------------------ certificates


def certify(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps, W, b):
    """The conditions for a minimum at every λ. By the margin of `unclear` they prove the zeros too."""
    for lam, w, bi in zip(lambdas, W, b, strict=True):
        r = y - bi - X @ w
        g = lam * (1 - alpha) * w - X.T @ r / len(y)
        if wrong := l1_stationary(w, g, lam * alpha):
            return f"for λ = {lam:g}: {wrong}"
        if fit_intercept and abs(r.mean()) > 1e-9 * np.abs(y).max():
            return f"for λ = {lam:g} the residual has the mean {r.mean():.2g}, not 0."
    return ""


CERTIFICATES = {"elastic_net_path": certify}

# ------------------------------------------------------------------ the usual mistakes


def with_first(first, spread=lambda k, ratio: ratio ** (np.arange(k) / max(k - 1, 1))):
    """Another λ₀, or other steps from it."""

    def mistaken(X, y, alpha, k, ratio, fit_intercept):
        check_grid(alpha, k, ratio)
        lam = first(largest_lambda(X, y, 1, fit_intercept), alpha, len(y))
        return lam * spread(k, ratio)

    return mistaken


def with_steps(spread):
    return with_first(lambda lam, alpha, n: lam / alpha, spread)


def at_most_two(X, y, alpha, k, ratio, fit_intercept):
    """i/(k − 1) for k = 1 is 0/0."""
    check_grid(alpha, k, ratio)
    with np.errstate(all="ignore"):
        steps = np.arange(k) / np.float64(k - 1)
    return largest_lambda(X, y, alpha, fit_intercept) * ratio**steps


def grid_with_flag(value):
    return lambda X, y, alpha, k, ratio, flag: grid(X, y, alpha, k, ratio, value)


def unchecked_grid(X, y, alpha, k, ratio, fit_intercept):
    return largest_lambda(X, y, alpha or 1.0, fit_intercept) * np.abs(
        ratio
    ) ** np.linspace(0, 1, max(k, 0))


def grid_refusing(wrong):
    def mistaken(X, y, alpha, k, ratio, fit_intercept):
        check_grid(alpha, k, ratio)
        if wrong(alpha, k):
            raise InvalidParameter("refused")
        return grid(X, y, alpha, k, ratio, fit_intercept)

    return mistaken


def with_update(update):
    """Another minimiser of one weight."""

    def solve(X, y, w, lam, alpha, tol, max_sweeps):
        return one_penalty(X, y, w, lam, alpha, tol, max_sweeps, update)

    return lambda *inputs: descend(*inputs, solve=solve)


def with_penalty(factor):
    """factor(n) · λ in the place of λ."""

    def mistaken(X, y, lambdas, *rest):
        return descend(X, y, factor(len(y)) * lambdas, *rest)

    return mistaken


def never_updated(X, y, w, lam, alpha, tol, max_sweeps):
    """Every weight explains all of y by itself."""
    own = [one_penalty(x[:, None], y, np.zeros(1), lam, alpha, 1, 1)[0] for x in X.T]
    return np.concatenate(own), 1


def subgradient(X, y, w, lam, alpha, tol, max_sweeps):
    """Four hundred steps along −∂J; the weights keep off 0."""
    n = len(y)
    step = 1 / (np.linalg.norm(X, 2) ** 2 / n + lam * (1 - alpha))
    for _ in range(400):
        g = X.T @ (X @ w - y) / n + lam * (1 - alpha) * w
        w = w - step * (g + lam * alpha * np.sign(w))
    return w, 400


def old_residual(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """w goes on from the previous λ, r begins at y again."""
    check_path(lambdas, alpha, tol, max_sweeps)
    Xc, yc, x_mean, y_mean = centred(X, y, fit_intercept)
    W, w = [], np.zeros(X.shape[1])
    for lam in lambdas.tolist():
        # a descent for y + Xw from w has the residual y
        w, _ = one_penalty(Xc, yc + Xc @ w, w, lam, alpha, tol, max_sweeps)
        W.append(w)
    return np.array(W), y_mean - np.array(W) @ x_mean


def first_support(X, y, w, lam, alpha, tol, max_sweeps):
    """What the first sweep leaves at 0 is never looked at again."""
    first, _ = one_penalty(X, y, w, lam, alpha, np.inf, 1)
    some = first != 0
    w = np.zeros_like(first)
    if some.any():
        solved = one_penalty(X[:, some], y, first[some], lam, alpha, tol, max_sweeps)
        w[some] = solved[0]
    return w, 0


def stopped_at(tol, sweeps=None):
    """A looser stopping rule, or a fixed number of sweeps."""

    def mistaken(X, y, lambdas, alpha, flag, old_tol, max_sweeps):
        check_path(lambdas, alpha, old_tol, max_sweeps)
        return descend(X, y, lambdas, alpha, flag, tol, sweeps or max_sweeps)

    return mistaken


def in_order(X, y, lambdas, *rest):
    return descend(X, y, np.sort(lambdas)[::-1], *rest)


def aliased(*inputs):
    """Every row of W is a reference to the one w that is updated in place."""
    W, b = descend(*inputs)
    return np.tile(W[-1], (len(W), 1)), b


def last_intercept(*inputs):
    W, b = descend(*inputs)
    return W, np.full_like(b, b[-1])


def rescaled(X, y, lambdas, alpha, fit_intercept, *rest):
    W, _ = descend(X, y, lambdas, alpha, fit_intercept, *rest)
    W = W * (1 + lambdas * (1 - alpha))[:, None]
    _, _, x_mean, y_mean = centred(X, y, fit_intercept)
    return W, y_mean - W @ x_mean


def unit_columns(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """Every column is scaled to xᵀx = n first."""
    check_path(lambdas, alpha, tol, max_sweeps)
    Xc, yc, x_mean, y_mean = centred(X, y, fit_intercept)
    s = np.sqrt((Xc * Xc).mean(axis=0))
    s = np.where(s > 0, s, 1)
    W = descend(Xc / s, yc, lambdas, alpha, False, tol, max_sweeps)[0] / s
    return W, y_mean - W @ x_mean


def penalised_intercept(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    check_path(lambdas, alpha, tol, max_sweeps)
    if not fit_intercept:
        return descend(X, y, lambdas, alpha, False, tol, max_sweeps)
    A = np.column_stack([X, np.ones(len(y))])
    W, _ = descend(A, y, lambdas, alpha, False, tol, max_sweeps)
    return W[:, :-1], W[:, -1]


def with_flag(value):
    return lambda X, y, lambdas, alpha, flag, *rest: descend(
        X, y, lambdas, alpha, value, *rest
    )


def with_intercept(change):
    def mistaken(X, y, lambdas, alpha, fit_intercept, *rest):
        W, b = descend(X, y, lambdas, alpha, fit_intercept, *rest)
        return W, np.full_like(b, change(y)) if fit_intercept else b

    return mistaken


def not_a_number(X, y, lambdas, alpha, fit_intercept, *rest):
    """For α = 1 a column of zeros is divided by its length."""
    W, b = descend(X, y, lambdas, alpha, fit_intercept, *rest)
    Xc, *_ = centred(X, y, fit_intercept)
    if alpha < 1 or Xc.any(axis=0).all():
        return W, b
    return np.full_like(W, np.nan), np.full_like(b, np.nan)


def one_budget(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """max_sweeps for all λ together."""
    spent = []

    def solve(*inputs):
        w, sweeps = one_penalty(*inputs)
        spent.append(sweeps)
        if sum(spent) > max_sweeps:
            raise NotConverged(f"{sum(spent)} sweeps")
        return w, sweeps

    return descend(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps, solve)


def refusing(wrong):
    def mistaken(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
        check_path(lambdas, alpha, tol, max_sweeps)
        if wrong(X, lambdas, alpha):
            raise InvalidParameter("refused")
        return descend(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps)

    return mistaken


def never_refused(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """What the last sweep has left."""

    def solve(X, y, w, lam, alpha, tol, max_sweeps):
        for sweep in range(1, max_sweeps + 1):
            before, (w, _) = w, one_penalty(X, y, w, lam, alpha, np.inf, 1)
            if np.max(np.abs(w - before) * np.linalg.norm(X, axis=0)) <= tol * (
                np.linalg.norm(y)
            ):
                break
        return w, sweep

    return descend(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps, solve)


def with_fixed_tolerance(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """A step of at most tol, in whatever units."""
    _, yc, _, _ = centred(X, y, fit_intercept)
    tol /= max(np.sqrt(yc @ yc / len(y)), np.finfo(float).tiny)
    return descend(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps)


def accepting(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    lambdas, alpha = np.maximum(lambdas, 1e-6), min(max(alpha, 0.01), 1)
    return descend(X, y, lambdas, alpha, fit_intercept, abs(tol), max(max_sweeps, 1))


def first_checked(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """Only lambdas[0]."""
    check_path(lambdas[:1], alpha, tol, max_sweeps)
    lambdas = np.maximum(lambdas, 1e-6)
    return descend(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps)


def checked_last(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    mended = np.maximum(lambdas, 1e-6), min(max(alpha, 0.01), 1), fit_intercept
    result = descend(X, y, *mended, abs(tol), max(max_sweeps, 1))
    check_path(lambdas, alpha, tol, max_sweeps)
    return result


MISTAKES = {
    "lambda_grid": {
        "λ₀ is that of the lasso, without the 1/α": with_first(lambda lam, a, n: lam),
        "λ₀ is multiplied by α, not divided": with_first(lambda lam, a, n: lam * a),
        "the 1/n is missing": with_first(lambda lam, a, n: lam * n / a),
        "the steps are equal differences, not equal ratios": with_steps(
            lambda k, ratio: np.linspace(1, ratio, k) if k > 1 else np.ones(1)
        ),
        "the grid rises": with_steps(
            lambda k, ratio: ratio ** (np.arange(k) / max(k - 1, 1))[::-1]
        ),
        "every step has the whole ratio": with_steps(
            lambda k, ratio: ratio ** np.arange(k)
        ),
        "there are k steps, and the last λ is left out": with_steps(
            lambda k, ratio: ratio ** (np.arange(k) / k)
        ),
        "the largest λ is left out": with_steps(
            lambda k, ratio: ratio ** (np.arange(1, k + 1) / k)
        ),
        "0/0 is computed where there is one λ only": at_most_two,
        "nothing is centred": grid_with_flag(False),
        "the data are always centred": grid_with_flag(True),
        "α = 1 is refused": grid_refusing(lambda alpha, k: alpha == 1),
        "one λ only is refused": grid_refusing(lambda alpha, k: k == 1),
        "the parameters are not checked": unchecked_grid,
    },
    "elastic_net_path": {
        "max_sweeps is spent on all penalties together": one_budget,
        "an answer is returned although the weights still move": never_refused,
        "α and 1 − α change places": with_update(
            lambda rho, a, lam, alpha: one_weight(rho, a, lam, 1 - alpha)
        ),
        "the threshold is λ, without the α": with_update(
            lambda rho, a, lam, alpha: soft(rho, lam) / (a + lam * (1 - alpha))
        ),
        "the square weighs λ, without the 1 − α": with_update(
            lambda rho, a, lam, alpha: soft(rho, lam * alpha) / (a + lam)
        ),
        "the square lacks its ½": with_update(
            lambda rho, a, lam, alpha: (
                soft(rho, lam * alpha) / (a + 2 * lam * (1 - alpha))
            )
        ),
        "the square is halved twice": with_update(
            lambda rho, a, lam, alpha: (
                soft(rho, lam * alpha) / (a + lam * (1 - alpha) / 2)
            )
        ),
        "there is no square: every fit is a lasso": with_update(
            lambda rho, a, lam, alpha: soft(rho, lam * alpha) / a
        ),
        "the square raises the threshold, not the divisor": with_update(
            lambda rho, a, lam, alpha: soft(rho, lam) / a
        ),
        "the divisor is 1 + λ(1−α), as if every column had the length √n": with_update(
            lambda rho, a, lam, alpha: soft(rho, lam * alpha) / (1 + lam * (1 - alpha))
        ),
        "there is no threshold: every fit is a ridge regression": with_update(
            lambda rho, a, lam, alpha: rho / (a + lam * (1 - alpha))
        ),
        "what exceeds λα is kept whole": with_update(
            lambda rho, a, lam, alpha: (
                rho * (abs(rho) > lam * alpha) / (a + lam * (1 - alpha))
            )
        ),
        "negative weights are set to 0": with_update(
            lambda rho, a, lam, alpha: (
                max(rho - lam * alpha, 0) / (a + lam * (1 - alpha))
            )
        ),
        "the penalty is nλ": with_penalty(lambda n: n),
        "the penalty is λ/n": with_penalty(lambda n: 1 / n),
        "the weights are multiplied by 1 + λ(1−α) afterwards": rescaled,
        "the residual begins at y again although w does not": old_residual,
        "the residual is never updated": lambda *inputs: descend(
            *inputs, solve=never_updated
        ),
        "subgradient steps are taken, which yield no exact zeros": lambda *inputs: (
            descend(*inputs, solve=subgradient)
        ),
        "a weight that the first sweep leaves at 0 stays 0": lambda *inputs: descend(
            *inputs, solve=first_support
        ),
        "the steps are compared with tol, not with tol·‖y‖/√n": with_fixed_tolerance,
        "every λ gets one sweep": stopped_at(np.inf, sweeps=1),
        "a λ is done when the weights move by less than 0.01": stopped_at(0.01),
        "the penalties are sorted first": in_order,
        "all rows of W are one and the same w, which was not copied": aliased,
        "b is computed once, from the last weights": last_intercept,
        "the columns are standardised before they are penalised": unit_columns,
        "the intercept is penalised": penalised_intercept,
        "no intercept is fitted": with_flag(False),
        "an intercept is always fitted": with_flag(True),
        "b is ȳ, as if every column had the mean 0": with_intercept(np.mean),
        "b stays 0 after centring": with_intercept(lambda y: 0.0),
        "a constant column is divided by its length": not_a_number,
        "more columns than rows are refused": refusing(
            lambda X, lambdas, alpha: X.shape[0] < X.shape[1]
        ),
        "α = 1 is refused": refusing(lambda X, lambdas, alpha: alpha == 1),
        "penalties that do not fall are refused": refusing(
            lambda X, lambdas, alpha: np.any(np.diff(lambdas) >= 0)
        ),
        "the parameters are checked after the sweeps": checked_last,
        "only the first penalty is checked": first_checked,
        "the parameters are not checked": accepting,
    },
}

# ------------------------------------------------------------------ other valid ways


def on_the_gram_matrix(X, y, w, lam, alpha, tol, max_sweeps):
    """The correlations XᵀXw − Xᵀy instead of a residual."""
    n, G, c, w = len(y), X.T @ X / len(y), X.T @ y / len(y), w.copy()
    for sweep in range(1, max_sweeps + 1):
        before = w.copy()
        for j in np.flatnonzero(G.diagonal()):
            rho = c[j] - G[j] @ w + G[j, j] * w[j]
            w[j] = one_weight(rho, G[j, j], lam, alpha)
        if np.max(np.abs(w - before) * np.sqrt(G.diagonal())) <= tol * np.sqrt(
            y @ y / n
        ):
            return w, sweep
    raise NotConverged(f"λ = {lam} needs more than {max_sweeps} sweeps")


def with_more_rows(X, y, w, lam, alpha, tol, max_sweeps):
    """The lasso of X over √(nλ(1−α)) I, and y over 0."""
    n, p = X.shape
    A = np.vstack([X, np.sqrt(n * lam * (1 - alpha)) * np.eye(p)])
    t, grow = np.append(y, np.zeros(p)), (n + p) / n
    return one_penalty(A, t, w, lam * alpha / grow, 1.0, tol, max_sweeps)


def way_of_the_lasso(name):
    """The same with another algorithm, until the gap is 1e-14 of J(0)."""

    def solve(X, y, w, lam, alpha, tol, max_sweeps):
        n, p = X.shape
        A = np.vstack([X, np.sqrt(n * lam * (1 - alpha)) * np.eye(p)])
        t, level = np.append(y, np.zeros(p)), lam * alpha * n / (n + p)
        lasso = kata("lasso_coordinate_descent").oracle.ALTERNATIVES["lasso"][name]
        w, _, _, steps = lasso(A, t, level, False, 1e-14, max_sweeps)
        return w, steps

    return lambda *inputs: descend(*inputs, solve=solve)


ALTERNATIVES = {
    "lambda_grid": {
        "logarithms in equal steps": lambda X, y, alpha, k, ratio, flag: (
            check_grid(alpha, k, ratio)
            or (
                largest_lambda(X, y, alpha, flag)
                * np.exp(np.linspace(0, np.log(ratio), k))
            )
        ),
    },
    "elastic_net_path": {
        "every λ from 0": lambda *inputs: descend(*inputs, warm=False),
        "the last coordinate first": lambda *inputs: descend(
            *inputs, solve=lambda *args: one_penalty(*args, order=-1)
        ),
        "on the Gram matrix": lambda *inputs: descend(
            *inputs, solve=on_the_gram_matrix
        ),
        "as a lasso with more rows": lambda *inputs: descend(
            *inputs, solve=with_more_rows
        ),
    }
    | {
        name: way_of_the_lasso(name)
        for name in (
            "proximal gradient steps",
            "accelerated proximal gradient steps",
            "the alternating direction method of multipliers",
            "an active set",
        )
    },
}

# ------------------------------------------------------------------ what is timed


def sparse(rng, n, p, k, share=0.01):
    """Twenty weights are 1; the path ends at a share of λ₀; where it has one λ, that is it."""
    X = rng.standard_normal((n, p))
    y = X[:, : min(20, p)].sum(axis=1) + rng.standard_normal(n)
    return {
        "X": X,
        "y": y,
        "lambdas": grid(X, y, 0.5, max(k, 2), share, True)[-k:],
        "alpha": 0.5,
        "fit_intercept": 1,
        "tol": 1e-12,
        "max_sweeps": 10_000,
    }


WORKLOADS = {
    "elastic_net_path": Workload(
        sizes={"n": 1000, "p": 2000, "k": 50},
        quick={"n": 100, "p": 100, "k": 10},
        more=(
            {"n": 1_000, "p": 5_000, "k": 1},
            {"n": 50_000, "p": 200, "k": 1},
        ),
        draw=sparse,
        # Xᵀy, and Xᵀr at the last λ: how often X is needed besides is a matter of skill
        flops=lambda n, p, k: 4 * n * p,
        bytes=lambda n, p, k: 8 * n * p,
    ),
}
