"""Value, derivatives and minimiser with 50 digits: Newton's method carried on far beyond float64."""

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import (
    gradient_of_residuals,
    non_increasing,
    stationary,
    symmetric,
)
from dojo.spec.descents import padded
from dojo.spec.designs import regression
from dojo.spec.refusals import InvalidParameter, NotConverged, RankDeficient, after
from dojo.spec.well_posed import budget_is_clear, budget_is_short

# ------------------------------------------------------------------ the truth


def pseudo_huber(X, y, w, delta, lam):
    check(delta, lam)
    with mpmath.workdps(50):
        f, g, H = derivatives(*map(many_digits, (X, y, w, delta, lam)))
        return float(f), np.array(g, float), np.array(H, float)


def derivatives(X, y, w, delta, lam):
    n, columns = len(y), rational.transpose(X)
    r = [mpmath.fdot(x, w) - t for x, t in zip(X, y, strict=True)]
    q = [mpmath.sqrt(1 + (v / delta) ** 2) for v in r]
    f = mpmath.fsum(delta**2 * (v - 1) for v in q) / n + lam * mpmath.fdot(w, w) / 2
    slopes = [a / b for a, b in zip(r, q, strict=True)]
    g = [mpmath.fdot(x, slopes) / n + lam * v for x, v in zip(columns, w, strict=True)]
    H = [
        [
            mpmath.fsum(a * b / c**3 for a, b, c in zip(x, z, q, strict=True)) / n
            for z in columns
        ]
        for x in columns
    ]
    for j in range(len(H)):
        H[j][j] += lam
    return f, g, H


def newton_pseudo_huber(X, y, w0, delta, lam, tol, max_iter):
    w, f, iters, history, _ = path(X, y, w0, delta, lam, tol, max_iter)
    return w, f, iters, padded(history, max_iter)


def path(X, y, w0, delta, lam, tol, max_iter):
    """The minimiser, or w₀ where it is good enough; f there, the number of steps, f along them, every Hessian and decrement."""
    check(delta, lam, tol, max_iter)
    with mpmath.workdps(50):
        X, y, w, delta, lam = map(many_digits, (X, y, w0, delta, lam))
        f0 = derivatives(X, y, [mpmath.mpf(0)] * len(w), delta, lam)[0]
        history, seen = [], []
        while True:
            f, g, H = derivatives(X, y, w, delta, lam)
            if min(rational.pivot_ratios(H)) <= rational.QR_RANK:
                raise RankDeficient("H is singular")
            d = rational.solve(H, [-v for v in g])
            D = -mpmath.fdot(g, d) / 2
            history.append(float(f))
            seen.append((H, D))
            if max(tol, mpmath.mpf(10) ** -40 * (f + f0)) >= D:
                break
            if len(history) > max_iter:
                raise NotConverged(f"D is {float(D)} after {max_iter} steps")
            t = mpmath.mpf(1)
            while derivatives(X, y, moved(w, t, d), delta, lam)[0] > f - t * D / 5000:
                t /= 2
            w = moved(w, t, d)
        for _ in range(4 if len(history) > 1 else 0):
            _, g, H = derivatives(X, y, w, delta, lam)
            w = moved(w, -1, rational.solve(H, g))
        history[-1] = f = float(derivatives(X, y, w, delta, lam)[0])
        return np.array(w, float), f, len(history) - 1, history, seen


def many_digits(values):
    if not np.ndim(values):
        return mpmath.mpf(values)
    return [many_digits(v) for v in np.asarray(values).tolist()]


def moved(w, t, d):
    return [a + t * b for a, b in zip(w, d, strict=True)]


def check(delta, lam, tol=0, max_iter=0):
    if delta <= 0 or min(lam, tol, max_iter) < 0:
        raise InvalidParameter(f"{delta=}, {lam=}, {tol=}, {max_iter=}")


# ------------------------------------------------------------------ a second route, in float64


def value(X, y, w, delta, lam):
    return terms(X, y, w, delta, lam)[0]


def terms(X, y, w, delta, lam):
    """f, g and H."""
    n, p = X.shape
    r = X @ w - y
    q = np.sqrt(1 + (r / delta) ** 2)
    f = np.mean(r**2 / (1 + q)) + lam * (w @ w) / 2
    g = X.T @ (r / q) / n + lam * w
    H = (X.T * q**-3.0) @ X / n + lam * np.eye(p)
    return f, g, H


def backtracking(armijo=1e-4, shrink=0.5):
    """How w moves along d: the first step length of 1, ½, ¼, … that Armijo's condition accepts."""

    def search(at):
        def moved(w, d):
            (f, g, _), t = at(w), 1.0
            while not at(w + t * d)[0] <= f + armijo * t * (g @ d):
                t *= shrink
            return w + t * d

        return moved

    return search


halving = backtracking()


def newton(*args, terms=terms, solve=np.linalg.solve, line_search=halving):
    """w, f, the number of steps and the padded history; what may be chosen can be told."""
    X, y, w, delta, lam, tol, max_iter = args
    check(delta, lam, tol, max_iter)
    if lam == 0:
        rational.refuse_dependent(X, rational.QR_RANK)

    def at(w):
        return terms(X, y, w, delta, lam)

    f0, moved, history, D = at(0 * w)[0], line_search(at), [], np.inf
    while True:
        f, g, H = at(w)
        history.append(f)
        d = -solve(H, g)
        last, D = D, -(g @ d) / 2
        close = D <= 1e-12 * (f + f0)
        if D <= tol or (close and last <= D):
            return w, f, len(history) - 1, padded(history, max_iter)
        if len(history) > max_iter:
            raise NotConverged(f"D is {D} after {max_iter} steps")
        w = w + d if close else moved(w, d)


def with_changes(**changes):
    return lambda *args: newton(*args, **changes)


# ------------------------------------------------------------------ what may differ


def bounds(*inputs):
    """Any number of steps, and any values between f(w₀) and the minimum: the certificate limits the former and orders the latter."""
    first, last = value(*inputs[:5]), newton_pseudo_huber(*inputs)[1]
    return {"iters": inputs[-1], "history": first - last + 1e-9 * first}


BOUNDS = {"newton_pseudo_huber": bounds}

# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, delta=1.0, lam=0.1, **how):
    return regression(rng, n, p, **how) | {"delta": delta, "lam": lam}


def search(drawn, w0=0.0, max_iter=24):
    """From w₀, to the last digit."""
    start = np.full(len(drawn["w"]), w0)
    return drawn | {"w0": start, "tol": 1e-20, "max_iter": max_iter}


SCALES = 10.0 ** np.array([0, -3, 1, 3])


# ------------------------------------------------------------------ certificates


def certify_derivatives(X, y, w, delta, lam, f, g, H):
    wrong = gradient_of_residuals(lambda v: value(X, y, v, delta, lam), X, y, w, g)
    return wrong or symmetric("H", H, 1e-14)


def certify_search(X, y, w0, delta, lam, tol, max_iter, w, f, iters, history):
    """What every path shares: its start, its descent, its end; and how long it may be."""
    first, iters = value(X, y, w0, delta, lam), int(iters)
    room = 1e-9 * first
    if not abs(history[0] - first) <= room:
        return f"history starts with {history[0]:.7g}, but f(w₀) is {first:.7g}."
    if not 0 <= iters <= max_iter:
        return f"iters is {iters}, but max_iter is {max_iter}."
    if not np.all(np.abs(history[iters:] - f) <= room):
        return f"history does not stay at f = {f:.7g} from entry {iters} on."
    if rise := non_increasing("history", history, "although every step goes down"):
        return rise
    start = terms(X, y, 0 * w0, delta, lam)[1]
    return stationary(terms(X, y, w, delta, lam)[1], start) if tol < 1e-16 else ""


CERTIFICATES = {
    "pseudo_huber": certify_derivatives,
    "newton_pseudo_huber": certify_search,
}


def well_posed(X, y, w0, delta, lam, tol, max_iter):
    """No Hessian on the path is nearly singular, no step count is nearly exhausted, and tol decides nothing by a hair."""
    try:
        _, _, iters, _, seen = path(X, y, w0, delta, lam, tol, max_iter)
    except InvalidParameter:
        return ""
    except RankDeficient:
        H = np.linalg.matrix_rank(X) < X.shape[1] and lam == 0
        return "" if H else "the columns are independent, yet H is singular"
    except NotConverged:
        needed = path(X, y, w0, delta, lam, tol, max_iter + 50)[2]
        return budget_is_short(needed, max_iter)
    with mpmath.workdps(50):
        for H, _ in seen:
            if problem := rational.near_the_rank_test(H, rational.QR_MARGIN):
                return problem
    if wrong := budget_is_clear(iters, max_iter, tol, seen[-1][1]):
        return wrong
    if tol and newton(X, y, w0, delta, lam, tol, max_iter)[2] > iters + 1:
        return "float64 needs more steps"
    return ""


WELL_POSED = {"newton_pseudo_huber": well_posed}

# ------------------------------------------------------------------ other valid ways


def row_by_row(X, y, w, delta, lam):
    """One pass over X: each row gives its share of the value, the gradient and the Hessian."""
    n, p = X.shape
    f, g, H = lam * (w @ w) / 2, lam * w, lam * np.eye(p)
    for x, t in zip(X, y, strict=True):
        r = x @ w - t
        q = np.hypot(delta, r) / delta
        f, g, H = (
            f + r * r / (1 + q) / n,
            g + r / q / n * x,
            H + np.outer(x, x) / q**3 / n,
        )
    return f, g, H


def exact_line_search(at):
    """The step length at which the slope along d is 0, found by bisection."""

    def moved(w, d):
        low, high = 0.0, 1.0
        while d @ at(w + high * d)[1] < 0:
            low, high = high, 2 * high
        for _ in range(60):
            middle = (low + high) / 2
            falls = d @ at(w + middle * d)[1] < 0
            low, high = (middle, high) if falls else (low, middle)
        return w + high * d

    return moved


def levenberg_marquardt(at):
    """No line search: (H + μ diag H) d = g, with a μ that grows until f falls."""
    mu = 0.0

    def moved(w, d):
        nonlocal mu
        f, g, H = at(w)
        mu = 0 if mu < 1e-3 else mu / 100
        while not at(v := w - np.linalg.solve(H + mu * np.diag(np.diag(H)), g))[0] < f:
            mu = max(1e-4, 4 * mu)
        return v

    return moved


def by_the_square_root(H, g):
    L = np.linalg.cholesky(H)
    return np.linalg.solve(L.T, np.linalg.solve(L, g))


ALTERNATIVES = {
    "pseudo_huber": {
        "row by row": after(lambda X, y, w, delta, lam: check(delta, lam), row_by_row)
    },
    "newton_pseudo_huber": {
        "row by row": with_changes(terms=row_by_row),
        "by the square root of H": with_changes(solve=by_the_square_root),
        "a stricter line search": with_changes(line_search=backtracking(armijo=0.1)),
        "step lengths shortened by 0.4": with_changes(
            line_search=backtracking(shrink=0.4)
        ),
        "an exact line search": with_changes(line_search=exact_line_search),
        "Levenberg and Marquardt": with_changes(line_search=levenberg_marquardt),
    },
}
