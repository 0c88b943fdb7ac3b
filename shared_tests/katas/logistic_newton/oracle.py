"""Whether there is a minimum is a linear programme; where it is, Newton's method with gradients of 50 digits."""

import itertools

import mpmath
import numpy as np
import scipy.optimize

from dojo.spec import kata, rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import (
    InvalidLabel,
    InvalidParameter,
    NoFiniteOptimum,
    NotConverged,
    RankDeficient,
)
from dojo.spec.well_posed import budget_is_clear, budget_is_short

logistic = kata("logistic_gradient_descent").oracle
sigma = logistic.sigma

# ------------------------------------------------------------------ the truth


def logistic_newton(X, y, lam, fit_intercept, tol, max_iter):
    check(y, lam, tol, max_iter)
    D = design(X, fit_intercept)
    if fit_intercept and np.ptp(y) == 0:
        raise NoFiniteOptimum("there is one class, and b runs away")
    if lam == 0 and np.linalg.matrix_rank(D / np.linalg.norm(D, axis=0)) < D.shape[1]:
        raise RankDeficient("the columns are dependent")
    if lam == 0 and is_separable(D, y):
        raise NoFiniteOptimum("the classes are separable")
    w, b, iters, _ = newton(X, y, lam, fit_intercept, tol, max_iter)
    v = np.append(w, b)[: D.shape[1]]
    with mpmath.workdps(50):
        v, J = polished(D, y, v, penalty(lam, *D.shape, len(w)), 9 if iters else 0)
    return v[: len(w)], v[len(w) :].sum(), iters, J


def polished(D, y, v, l, steps):
    """Corrections by the Hessian of float64 and the gradient of 50 digits; each leaves 1e-3 of the error at most."""
    H = terms(D, y, v, l)[2]
    rows, l = mpmath.matrix(D.tolist()), mpmath.matrix(l.tolist())
    v, labels, zero = mpmath.matrix(v.tolist()), y.tolist(), mpmath.mpf(0)
    for _ in range(steps):
        _, slopes, _ = logistic.precise_value_grad(rows, labels, v, zero, zero)
        g = [s + c * u for s, c, u in zip(slopes, l, v, strict=True)]
        v -= mpmath.matrix(np.linalg.solve(H, np.array(g, float)).tolist())
    J = logistic.precise_value_grad(rows, labels, v, zero, zero)[0]
    J += mpmath.fsum(c * u**2 for c, u in zip(l, v, strict=True)) / 2
    return np.array(list(v), float), float(J)


def is_separable(D, y):
    """By the direction along which no (2yᵢ − 1)zᵢ falls and their sum grows most, in a box."""
    M = equalised(D, y)
    u = scipy.optimize.linprog(-M.sum(0), -M, 0 * y, bounds=(-1, 1)).x
    return (M @ u).sum() > 1e-6


def signed(D, y):
    return (2 * y - 1)[:, None] * D


def equalised(D, y):
    """Columns of the largest entry 1, then rows: neither changes whether there is a separating direction."""
    M = signed(D / np.abs(D).max(axis=0), y)
    largest = np.abs(M).max(axis=1, keepdims=True)
    return M / np.where(largest > 0, largest, 1)


def check(y, lam, tol, max_iter):
    if min(lam, tol, max_iter) < 0:
        raise InvalidParameter(f"lam, tol, max_iter are {lam}, {tol}, {max_iter}")
    logistic.check_labels(y)


# ------------------------------------------------------------------ a second route, in float64


def design(X, fit_intercept):
    return np.column_stack([X, np.ones(len(X))]) if fit_intercept else X


def penalty(lam, n, m, p):
    """λ for each of the p features, 0 for the intercept."""
    return np.where(np.arange(m) < p, lam, 0.0)


def terms(D, y, v, l):
    """J, its gradient and its Hessian by v = (w, b)."""
    n, z = len(y), D @ v
    c = 1 - 2 * y
    J = np.mean(np.logaddexp(0, c * z)) + (l @ v**2) / 2
    g = D.T @ (c * sigma(c * z)) / n + l * v
    return J, g, (D.T * sigma(z) * sigma(-z)) @ D / n + np.diag(l)


def runaway(D, y, d, v, lam, fit_intercept):
    """One class, or a step along which no (2yᵢ − 1)zᵢ falls, as seen beside its terms."""
    reach = np.abs(D).max(axis=0) * np.abs(d)
    moving = np.where(reach > 1e-6 * reach.max(), d, 0)
    falls = lam == 0 and (separates(D, y, d) or separates(D, y, moving))
    return falls or (fit_intercept and np.ptp(y) == 0)


def separates(D, y, u):
    growth, terms = signed(D, y) @ u, np.abs(D) @ np.abs(u)
    return (growth >= -1e-6 * terms).all() and (growth > 1e-6 * terms).any()


def smallest_pivot(H):
    """Of a Cholesky factorisation, relative to its diagonal entry."""
    try:
        return np.min(np.diag(np.linalg.cholesky(H)) ** 2 / np.diag(H))
    except np.linalg.LinAlgError:
        return 0.0


def newton(
    X, y, lam, fit_intercept, tol, max_iter, *, terms=terms, penalty=penalty,
    runaway=runaway, solve=np.linalg.solve, armijo=1e-4, shrink=0.5, start=0.0,
):  # fmt: skip
    """w, b, the number of steps, J; what can be chosen can be told."""
    check(y, lam, tol, max_iter)
    D, last = design(X, fit_intercept), np.inf
    (n, p), m = X.shape, D.shape[1]
    l, v = penalty(lam, n, m, p), start + np.zeros(m)
    for k in range(max_iter + 1):
        J, g, H = terms(D, y, v, l)
        if smallest_pivot(H) <= (1e-12 if lam == 0 else 0):
            raise RankDeficient("H is singular")
        d = -solve(H, g)
        if runaway(D, y, d, v, lam, fit_intercept):
            raise NoFiniteOptimum(f"J falls for ever, as seen at step {k}")
        gain, t = -(g @ d) / 2, 1.0
        small = gain <= 1e-9 * J
        if gain <= tol or (small and gain >= last):
            return v[:p], v[p:].sum(), k, J
        while not small and terms(D, y, v + t * d, l)[0] > J + armijo * t * (g @ d):
            t *= shrink
        v, last = v + t * d, gain
    raise NotConverged(f"{max_iter} steps are not enough")


def with_changes(**changes):
    return lambda *args: newton(*args, **changes)


# ------------------------------------------------------------------ what may differ


def bounds(*inputs):
    """Any number of steps up to max_iter. J is flat at the minimum, so it has more digits than w."""
    return {"iters": inputs[-1], "J": 1e-10 * newton(*inputs)[3]}


BOUNDS = {"logistic_newton": bounds}

# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, lam=0.1, scales=1.0, offset=0.0, fit_intercept=True, strength=1):
    """Labels drawn from the model, again if they are nearly separable and nothing else holds w back."""
    while True:
        X = rng.uniform(-2, 2, (n, p))
        z = X @ rng.uniform(-strength, strength, p) + fit_intercept * rng.uniform(-1, 1)
        y = (rng.uniform(0, 1, n) < sigma(z)).astype(int)
        y[:2] = 0, 1
        if lam > 1e-3 or inseparability(design(X, fit_intercept), y) > 0.05:
            return search(decimals(X * scales + offset, 8), y, lam, fit_intercept)


def search(X, y, lam, fit_intercept, max_iter=30):
    parameters = {"fit_intercept": fit_intercept, "tol": 1e-20, "max_iter": max_iter}
    return {"X": X, "y": y, "lam": lam} | parameters


def separable(rng, n, p, lam):
    """A plane between the classes."""
    X = decimals(rng.uniform(-2, 2, (n, p)))
    y = (X.sum(axis=1) > 0.1).astype(int)
    y[:2], X[:2] = (0, 1), 0
    X[:2, 0] = -1, 1
    return search(X, y, lam, True)


# ------------------------------------------------------------------ certificates


def certify(X, y, lam, fit_intercept, tol, max_iter, w, b, iters, J):
    """Every path ends where a step of Newton would gain nothing, after any number of steps up to max_iter."""
    if not 0 <= iters <= max_iter:
        return f"iters is {iters}, but max_iter is {max_iter}."
    D = design(X, fit_intercept)
    l, v = penalty(lam, *D.shape, len(w)), np.append(w, b)[: D.shape[1]]
    value, g, H = terms(D, y, v, l)
    gain, allowed = g @ np.linalg.solve(H, g) / 2, tol + 1e-12 * value
    if not gain <= allowed:
        return f"the decrement there is {gain:.3g}, allowed {allowed:.3g}."
    return ""


CERTIFICATES = {"logistic_newton": certify}


def well_posed(X, y, lam, fit_intercept, tol, max_iter):
    """Not near a rank test or separability; no step count is nearly exhausted, and tol decides nothing by a hair."""
    seen = []

    def watched(*args):
        seen.append(terms(*args))
        return seen[-1]

    args = X, y, lam, fit_intercept, tol
    D = design(X, fit_intercept)
    try:
        iters = newton(*args, max_iter, terms=watched)[2]
    except (InvalidParameter, InvalidLabel, NoFiniteOptimum):
        return "" if not seen or lam > 0 else near_a_rank_test(seen)
    except RankDeficient:
        deficient = np.linalg.matrix_rank(D) < D.shape[1] and lam == 0
        return "" if deficient else "the columns are independent, yet H is singular"
    except NotConverged:
        return budget_is_short(newton(*args, max_iter + 50)[2], max_iter)
    if lam == 0 and (problem := near_a_rank_test(seen)):
        return problem
    if lam == 0 and nearly_separable(D, y):
        return "changes of 1e-4 in the entries of X make the classes separable"
    _, g, H = seen[-1]
    if wrong := budget_is_clear(iters, max_iter, tol, g @ np.linalg.solve(H, g) / 2):
        return wrong
    v = logistic_newton(*args, max_iter)
    uncertain = np.sqrt(2 * tol * np.diag(np.linalg.inv(H)))[: X.shape[1]]
    if iters and np.max(uncertain) > 3e-8 * np.max(np.abs(v[0])):
        return "tol leaves w uncertain"
    return ""


def near_a_rank_test(seen):
    return next(filter(None, (rational.near_the_rank_test(H) for *_, H in seen)), "")


def nearly_separable(D, y, change=1e-4):
    """Whether each cᵢ + change · Σⱼ|dᵢⱼuⱼ| can be ≥ 0 for some u ≠ 0: a linear programme for every choice of signs of u."""
    M = equalised(D, y)
    for signs in itertools.product((-1, 1), repeat=M.shape[1]):
        A = M * signs + change * np.abs(M)
        found = scipy.optimize.linprog(-np.ones(M.shape[1]), -A, 0 * y, bounds=(0, 1))
        if found.x.max() > 1e-6:
            return True
    return False


def inseparability(D, y):
    """min over v of max(−(2yᵢ − 1)zᵢ)/max|zᵢ|: 0 where the classes are separable, by 2n linear programmes."""
    M = signed(D, y)
    n, m = M.shape
    bounds = [(None, None)] * m + [(0, None)]
    cost, limits = np.append(np.zeros(m), 1), np.append(np.zeros(n), np.ones(n))
    A = np.block([[-M, -np.ones((n, 1))], [M, np.zeros((n, 1))]])
    worst = [
        scipy.optimize.linprog(cost, A, limits, [np.append(row, 0)], [side], bounds)
        for row in M
        for side in (-1, 1)
    ]
    return min(programme.fun for programme in worst if programme.status == 0)


WELL_POSED = {"logistic_newton": well_posed}

# ------------------------------------------------------------------ other valid ways


def by_reweighted_least_squares(H, g):
    """H is factored as by a QR of √S D, without being formed: here its root from its eigenvalues."""
    values, Q = np.linalg.eigh(H)
    return Q @ (Q.T @ g / values)


def by_linear_programme(D, y, d, v, lam, fit_intercept):
    """Asked once, before the first step."""
    if fit_intercept and np.ptp(y) == 0:
        return True
    if lam > 0 or v.any():
        return False
    return is_separable(D, y)


def scaled_before(X, y, lam, fit_intercept, tol, max_iter):
    """Columns of length √n; the penalty then differs from column to column."""
    size = np.sqrt(np.mean(X**2, axis=0))

    def own(lam, n, m, p):
        return penalty(lam, n, m, p) / np.append(size, 1)[:m] ** 2

    w, b, iters, J = newton(X / size, y, lam, fit_intercept, tol, max_iter, penalty=own)
    return w / size, b, iters, J


def quasi_newton(X, y, lam, fit_intercept, tol, max_iter):
    """L-BFGS in units in which the first Hessian is I; what it leaves is refined. All iterations are counted."""
    check(y, lam, tol, max_iter)
    D = design(X, fit_intercept)
    l, v, iters = penalty(lam, *D.shape, X.shape[1]), np.zeros(D.shape[1]), 0
    if lam == 0 and smallest_pivot(D.T @ D) <= 1e-12:
        raise RankDeficient("the columns are dependent")
    if by_linear_programme(D, y, v, v, lam, fit_intercept):
        raise NoFiniteOptimum("the classes are separable")
    _, g, H = terms(D, y, v, l)
    root = np.linalg.inv(np.linalg.cholesky(H)).T

    def value_grad(u):
        J, g, _ = terms(D, y, root @ u, l)
        return J, root.T @ g

    if max_iter and g @ np.linalg.solve(H, g) / 2 > tol:
        options = {"maxiter": max_iter, "ftol": 1e-15, "gtol": 1e-9, "maxcor": 20}
        found = scipy.optimize.minimize(
            value_grad, v, jac=True, method="L-BFGS-B", options=options
        )
        v, iters = root @ found.x, found.nit
    args, rest = (X, y, lam, fit_intercept, tol), max_iter - iters
    w, b, more, J = newton(*args, rest, start=v, runaway=lambda *step: False)
    return w, b, iters + more, J


ALTERNATIVES = {
    "logistic_newton": {
        "L-BFGS, refined": quasi_newton,
        "H by its eigenvalues": with_changes(solve=by_reweighted_least_squares),
        "separation by a linear programme": with_changes(runaway=by_linear_programme),
        "a stricter line search": with_changes(armijo=0.1),
        "step lengths shortened by 0.4": with_changes(shrink=0.4),
        "columns scaled before and after": scaled_before,
    },
}
