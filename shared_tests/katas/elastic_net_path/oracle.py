"""The active set and its signs in float64; then every minimiser, and the proof that it is one, over the rationals."""

import math
from fractions import Fraction

import mpmath
import numpy as np

from dojo.spec import kata, rational
from dojo.spec.certificates import l1_stationary
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged

# ------------------------------------------------------------------ the truth


def lambda_grid(X, y, alpha, k, ratio, fit_intercept):
    check_grid(alpha, k, ratio)
    Xc, yc, _, _ = exact_centred(X, y, fit_intercept)
    largest = max(map(abs, rational.matvec(rational.transpose(Xc), yc)))
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
    return rational.rounded([w for w, _, _ in found]), rational.rounded(
        [b for _, b, _ in found]
    )


def minimiser(centred, lam, alpha, signs):
    """w, b and the slopes −gⱼ/λα, from the signs of w:
    (XₐᵀXₐ + nλ(1−α)I) wₐ = Xₐᵀy − nλα signₐ."""
    X, y, x_mean, y_mean = centred
    n, columns, active = len(y), rational.transpose(X), np.flatnonzero(signs)
    A = rational.gram([[row[j] for j in active] for row in X]) if len(active) else []
    for i in range(len(active)):
        A[i][i] += n * lam * (1 - alpha)
    c = [rational.dot(columns[j], y) - n * lam * alpha * int(signs[j]) for j in active]
    w = [Fraction(0)] * len(columns)
    for j, value in zip(active, rational.solve(A, c), strict=True):
        w[j] = value
    r = [t - s for s, t in zip(rational.matvec(X, w), y, strict=True)]
    g = [
        lam * (1 - alpha) * v - rational.dot(x, r) / n
        for v, x in zip(w, columns, strict=True)
    ]
    slopes = [-v / (lam * alpha) for v in g]
    if any(np.sign(v) != s for v, s in zip(w, signs, strict=True)):
        raise ValueError("the signs are not those of the minimiser")
    if max(map(abs, slopes)) > 1:
        raise ValueError("a weight that is not 0 is missing")
    return w, y_mean - rational.dot(x_mean, w), slopes


def exact_centred(X, y, fit_intercept):
    X, y = rational.exact(X), rational.exact(y)
    if not fit_intercept:
        return X, y, [Fraction(0)] * len(X[0]), Fraction(0)
    Xc, x_mean = rational.centred(X)
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


# ------------------------------------------------------------------ what the draws are made of

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
    lengths = np.linalg.norm(rational.rounded(problem[0]), axis=0)
    truth = []
    for lam, guess in zip(lambdas, W, strict=True):
        w, _, slopes = minimiser(
            problem, Fraction(lam), Fraction(alpha), np.sign(guess)
        )
        w, slopes = rational.rounded(w), np.abs(rational.rounded(slopes))
        if np.any((slopes > 1 - 1e-3) & (slopes < 1) & (w == 0)):
            return "a weight is nearly active"
        # ‖X(w − w*)‖²/2n ≤ gap, so a gap of 1e-14 J(0) leaves a slope off by ‖xⱼ‖‖y‖ 1e-7/n
        free = lengths * np.linalg.norm(rational.rounded(problem[1])) * 1e-7 / len(y)
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
