"""The active set and its signs in float64; then every minimiser, and the proof that it is one, over the rationals."""

import math
from fractions import Fraction
from functools import partial

import mpmath
import numpy as np

from dojo.spec import kata, rational
from dojo.spec.certificates import l1_stationary
from dojo.spec.refusals import InvalidParameter, NotConverged, after

lasso = kata("lasso_coordinate_descent").oracle
centred, exact_centred, minimiser = lasso.centred, lasso.exact_centred, lasso.minimiser
data, SCALES = lasso.data, lasso.SCALES

# ------------------------------------------------------------------ the truth


def lambda_grid(X, y, alpha, k, ratio, fit_intercept):
    check_grid(X, y, alpha, k, ratio, fit_intercept)
    Xc, yc, _, _ = exact_centred(X, y, fit_intercept)
    largest = max(map(abs, rational.matvec(rational.transpose(Xc), yc)))
    with mpmath.workdps(50):
        first = rational.precise(largest / len(y) / Fraction(alpha))
        powers = [mpmath.mpf(i) / max(k - 1, 1) for i in range(k)]
        return np.array([float(first * mpmath.mpf(ratio) ** e) for e in powers])


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    check_path(lambdas, alpha, tol, max_sweeps)
    found = minimisers(X, y, lambdas, alpha, fit_intercept)
    return tuple(rational.rounded([f[i] for f in found]) for i in (0, 1))


def minimisers(X, y, lambdas, alpha, fit_intercept):
    """w, b and slopes for every λ. No budget is needed, and a step of 1e-12 is small enough for the signs."""
    W, _ = descend(X, y, lambdas, alpha, fit_intercept, 1e-12, 100_000)
    problem = exact_centred(X, y, fit_intercept)
    return [
        minimiser(problem, Fraction(lam), Fraction(alpha), np.sign(w))
        for lam, w in zip(lambdas, W, strict=True)
    ]


# ------------------------------------------------------------------ a second route, in float64


def check_grid(X, y, alpha, k, ratio, fit_intercept):
    if not 0 < alpha <= 1 or k < 1 or not 0 < ratio < 1:
        raise InvalidParameter(f"alpha, k, ratio are {alpha}, {k}, {ratio}")


def check_path(lambdas, alpha, tol, max_sweeps):
    if min(lambdas) <= 0 or not 0 < alpha <= 1 or tol < 0 or max_sweeps < 1:
        raise InvalidParameter(f"alpha, tol, max_sweeps: {alpha}, {tol}, {max_sweeps}")


def soft(v, t):
    return math.copysign(max(abs(v) - t, 0.0), v)


def one_weight(rho, a, lam, alpha):
    """The minimiser of ½a w² − ρ w + λ(α|w| + ½(1−α) w²)."""
    return soft(rho, lam * alpha) / (a + lam * (1 - alpha))


def one_penalty(X, y, w, lam, alpha, tol, max_sweeps, order=1):
    """The minimiser for one λ by cyclic descent from w, and the sweeps that it takes."""
    n, r, w = len(y), y - X @ w, w.copy()
    a = (X * X).sum(axis=0) / n
    columns = [(j, X[:, j], float(a[j])) for j in np.flatnonzero(a)[::order]]
    small = tol * math.sqrt(y @ y / n)
    for sweep in range(1, max_sweeps + 1):
        largest = 0.0
        for j, x, aj in columns:
            before = float(w[j])
            w[j] = new = one_weight(float(x @ r) / n + aj * before, aj, lam, alpha)
            if new != before:
                r -= (new - before) * x
                largest = max(largest, abs(new - before) * math.sqrt(aj))
        if largest <= small:
            return w, sweep
    raise NotConverged(f"λ = {lam} needs more than {max_sweeps} sweeps")


def descend(X, y, lambdas, alpha, fit_intercept, *budget, solve=one_penalty, warm=True):
    """The path; `solve` finds the minimiser for one λ."""
    check_path(lambdas, alpha, *budget)
    Xc, yc, x_mean, y_mean = centred(X, y, fit_intercept)
    W, w = [], np.zeros(X.shape[1])
    for lam in lambdas.tolist():
        start = w if warm else np.zeros_like(w)
        w, _ = solve(Xc, yc, start, lam, alpha, *budget)
        W.append(w)
    return np.array(W), y_mean - np.array(W) @ x_mean


def largest_lambda(X, y, alpha, fit_intercept):
    Xc, yc, _, _ = centred(X, y, fit_intercept)
    return np.abs(Xc.T @ yc).max() / (len(y) * alpha)


def grid(X, y, alpha, k, ratio, fit_intercept):
    first = largest_lambda(X, y, alpha, fit_intercept)
    return first * ratio ** (np.arange(k) / max(k - 1, 1))


# ------------------------------------------------------------------ what the draws are made of

DIABETES = {
    "X": {"data": "diabetes.csv", "without": ["target"]},
    "y": {"data": "diabetes.csv", "column": "target"},
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
    lengths, truth = np.linalg.norm(rational.rounded(problem[0]), axis=0), []
    found = minimisers(X, y, lambdas, alpha, fit_intercept)
    for lam, (w, _, slopes) in zip(lambdas, found, strict=True):
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


def way_of_the_lasso(solve):
    """The lasso of X over √(nλ(1−α)) I, and y over 0; `solve` takes what one_penalty takes but for α."""

    def one(X, y, w, lam, alpha, tol, max_sweeps):
        n, p = X.shape
        A = np.vstack([X, np.sqrt(n * lam * (1 - alpha)) * np.eye(p)])
        t, level = np.append(y, np.zeros(p)), lam * alpha * n / (n + p)
        return solve(A, t, w, level, tol, max_sweeps)

    return lambda *inputs: descend(*inputs, solve=one)


def until_the_gap_is_small(name):
    """An algorithm of the lasso, until the gap is 1e-14 of J(0)."""

    def solve(X, y, w, lam, tol, max_sweeps):
        program = lasso.ALTERNATIVES["lasso"][name]
        w, _, _, steps = program(X, y, lam, False, 1e-14, max_sweeps)
        return w, steps

    return solve


def in_equal_steps(X, y, alpha, k, ratio, fit_intercept):
    steps = np.linspace(0, np.log(ratio), k)
    return largest_lambda(X, y, alpha, fit_intercept) * np.exp(steps)


def with_changes(**changes):
    return lambda *inputs: descend(*inputs, **changes)


ALTERNATIVES = {
    "lambda_grid": {"logarithms in equal steps": after(check_grid, in_equal_steps)},
    "elastic_net_path": {
        "every λ from 0": with_changes(warm=False),
        "the last coordinate first": with_changes(solve=partial(one_penalty, order=-1)),
        "on the Gram matrix": with_changes(solve=on_the_gram_matrix),
        "as a lasso with more rows": way_of_the_lasso(
            lambda X, y, w, lam, *budget: one_penalty(X, y, w, lam, 1.0, *budget)
        ),
    }
    | {
        name: way_of_the_lasso(until_the_gap_is_small(name))
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
