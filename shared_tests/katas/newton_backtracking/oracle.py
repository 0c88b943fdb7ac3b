"""Value, derivatives and minimiser with 50 digits: Newton's method carried on far beyond float64."""

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import gradient_of, non_increasing, stationary, symmetric
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged, RankDeficient

# ------------------------------------------------------------------ the truth


def pseudo_huber(X, y, w, delta, lam):
    check_parameters(delta, lam)
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
    check_parameters(delta, lam, tol, max_iter)
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


def padded(history, max_iter):
    """The last value repeated up to index max_iter."""
    return np.append(history, np.full(max_iter + 1 - len(history), history[-1]))


def check_parameters(delta, lam, tol=0, max_iter=0):
    if delta <= 0:
        raise InvalidParameter(f"delta is {delta}")
    for name, value in (("lam", lam), ("tol", tol), ("max_iter", max_iter)):
        if value < 0:
            raise InvalidParameter(f"{name} is {value}")


# ------------------------------------------------------------------ a second route, in float64


def value(X, y, w, delta, lam):
    r = X @ w - y
    q = np.sqrt(1 + (r / delta) ** 2)
    return np.mean(r**2 / (1 + q)) + lam * (w @ w) / 2


def terms(X, y, w, delta, lam):
    """f, g and H."""
    n, p = X.shape
    r = X @ w - y
    q = np.sqrt(1 + (r / delta) ** 2)
    f = np.mean(r**2 / (1 + q)) + lam * (w @ w) / 2
    g = X.T @ (r / q) / n + lam * w
    H = (X.T * q**-3.0) @ X / n + lam * np.eye(p)
    return f, g, H


def checked(function):
    def run(X, y, w, delta, lam):
        check_parameters(delta, lam)
        return function(X, y, w, delta, lam)

    return run


def newton(
    X,
    y,
    w0,
    delta,
    lam,
    tol,
    max_iter,
    *,
    terms=terms,
    armijo=1e-4,
    shrink=0.5,
    solve=np.linalg.solve,
):
    """w, f, the number of steps and the padded history; what may be chosen can be told."""
    check_parameters(delta, lam, tol, max_iter)
    w, history, D = w0.copy(), [], np.inf
    f0 = terms(X, y, 0 * w, delta, lam)[0]
    while True:
        f, g, H = terms(X, y, w, delta, lam)
        history.append(f)
        if lam == 0 and dependent(X):
            raise RankDeficient("H is singular")
        d = -solve(H, g)
        last, D = D, -(g @ d) / 2
        close = D <= 1e-12 * (f + f0)
        if D <= tol or (close and last <= D):
            return w, f, len(history) - 1, padded(history, max_iter)
        if len(history) > max_iter:
            raise NotConverged(f"D is {D} after {max_iter} steps")
        t, tries = 1.0, 0
        while not close and not terms(X, y, w + t * d, delta, lam)[
            0
        ] <= f + armijo * t * (g @ d):
            t, tries = t * shrink, tries + 1
            if tries > 50:
                raise NotConverged("no step length goes down")
        w = w + t * d


def with_changes(**changes):
    return lambda *args: newton(*args, **changes)


# ------------------------------------------------------------------ what may differ


def bounds(X, y, w0, delta, lam, tol, max_iter):
    """Any number of steps, and any values between f(w₀) and the minimum: the certificate limits the former and orders the latter."""
    first = value(X, y, w0, delta, lam)
    last = newton_pseudo_huber(X, y, w0, delta, lam, tol, max_iter)[1]
    return {"iters": max_iter, "history": first - last + 1e-9 * first}


BOUNDS = {"newton_pseudo_huber": bounds}

# ------------------------------------------------------------------ what the draws are made of


def problem(
    rng, n, p, scales=1.0, offset=0.0, noise=1.0, outliers=0, delta=1.0, lam=0.1
):
    """A constant column and p − 1 others, times `scales`; y = Xw + noise + offset, some of it far off."""
    X = np.column_stack([np.ones(n), rng.uniform(-2, 2, (n, p - 1))]) * scales
    w = rng.uniform(-3, 3, p) / scales
    y = X @ w + noise * rng.uniform(-1, 1, n) + offset
    y[:outliers] += rng.choice([-1, 1], outliers) * rng.uniform(10, 40, outliers)
    return {
        "X": decimals(X, 8),
        "y": decimals(y),
        "w": decimals(w, 8),
        "delta": delta,
        "lam": lam,
    }


def one_column(rng, n, **parameters):
    drawn = problem(rng, n, 2, **parameters)
    return drawn | {"X": drawn["X"][:, 1:], "w": drawn["w"][1:]}


def far_from_zero(rng):
    """y near 10⁶ and w so close that Xw − y is near 1: six digits cancel."""
    drawn = problem(rng, 12, 3, offset=1e6, lam=0.0)
    return drawn | {"w": decimals(drawn["w"] + [1e6, 0, 0])}


def search(drawn, w0=0.0, max_iter=24):
    """From w₀, to the last digit."""
    w = drawn["w"]
    start = np.broadcast_to(np.array(w0, float), w.shape).copy()
    return {k: v for k, v in drawn.items() if k != "w"} | {
        "w0": start,
        "tol": 1e-20,
        "max_iter": max_iter,
    }


SCALES = 10.0 ** np.array([0, -3, 1, 3])


# ------------------------------------------------------------------ certificates


def certify_derivatives(X, y, w, delta, lam, f, g, H):
    """Where terms cancel, the differences of f are rounding errors and say nothing about g."""
    scale = np.abs(X).T @ (np.abs(X @ w) + np.abs(y)) / len(y)
    if np.max(np.abs(g)) < 1e-3 * np.max(scale):
        return symmetric("H", H, 1e-14)
    return gradient_of(lambda v: value(X, y, v, delta, lam), w, g) or symmetric(
        "H", H, 1e-14
    )


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


def dependent(X):
    return (
        min(rational.pivot_ratios(rational.gram(rational.exact(X)))) <= rational.QR_RANK
    )


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
        near = max_iter > 0 and needed < max_iter + 4
        return f"{needed} steps are enough, {max_iter} are allowed" if near else ""
    with mpmath.workdps(50):
        for H, _ in seen:
            if problem := rational.near_the_rank_test(H, rational.QR_MARGIN):
                return problem
    if iters and max_iter < iters + 3:
        return f"{iters} steps are needed, only {max_iter} allowed"
    if iters and tol > 1e-16:
        return "tol is so large that the minimiser is not found"
    if tol and abs(seen[-1][1] / tol - 1) < 1e-6:
        return "a decrement is too near to tol"
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


def exact_line_search(X, y, w0, delta, lam, tol, max_iter):
    """The step length at which the slope along d is 0, found by bisection."""
    check_parameters(delta, lam, tol, max_iter)
    w, history, D = w0.copy(), [], np.inf
    f0 = value(X, y, 0 * w, delta, lam)
    while True:
        f, g, H = terms(X, y, w, delta, lam)
        history.append(f)
        if lam == 0 and dependent(X):
            raise RankDeficient("H is singular")
        d = -np.linalg.solve(H, g)
        last, D = D, -(g @ d) / 2
        close = D <= 1e-12 * (f + f0)
        if D <= tol or (close and D >= last):
            return w, f, len(history) - 1, padded(history, max_iter)
        if len(history) > max_iter:
            raise NotConverged(f"{max_iter} steps")

        def slope(t):
            return d @ terms(X, y, w + t * d, delta, lam)[1]  # noqa: B023

        low, high = 0.0, 1.0
        while slope(high) < 0:
            low, high = high, 2 * high
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if slope(middle) < 0 else (low, middle)
        w = w + (1 if close else high) * d


def levenberg_marquardt(X, y, w0, delta, lam, tol, max_iter):
    """No line search: (H + μ diag H) d = g, with a μ that grows until f falls."""
    check_parameters(delta, lam, tol, max_iter)
    if lam == 0 and dependent(X):
        raise RankDeficient("H is singular")
    w, history, mu, last = w0.copy(), [], 0.0, np.inf
    f0 = value(X, y, 0 * w, delta, lam)
    for k in range(max_iter + 1):
        f, g, H = terms(X, y, w, delta, lam)
        history.append(f)
        D = g @ np.linalg.solve(H, g) / 2
        close = D <= 1e-12 * (f + f0)
        if D <= tol or (close and D >= last):
            return w, f, k, padded(history, max_iter)
        last, mu = D, 0 if mu < 1e-3 else mu / 100
        while True:
            v = w - np.linalg.solve(H + mu * np.diag(np.diag(H)), g)
            if close or value(X, y, v, delta, lam) < f:
                break
            mu = max(1e-4, 4 * mu)
        w = v
    raise NotConverged(f"{max_iter} steps")


ALTERNATIVES = {
    "pseudo_huber": {"row by row": checked(row_by_row)},
    "newton_pseudo_huber": {
        "row by row": with_changes(terms=row_by_row),
        "by the square root of H": with_changes(
            solve=lambda H, g: np.linalg.lstsq(
                np.linalg.cholesky(H).T,
                np.linalg.lstsq(np.linalg.cholesky(H), g, rcond=None)[0],
                rcond=None,
            )[0]
        ),
        "a stricter line search": with_changes(armijo=0.1),
        "step lengths shortened by 0.4": with_changes(shrink=0.4),
        "an exact line search": exact_line_search,
        "Levenberg and Marquardt": levenberg_marquardt,
    },
}

# ------------------------------------------------------------------ what is timed


def large(rng, n, p, max_iter):
    X, w = rng.standard_normal((n, p)), rng.standard_normal(p)
    y = X @ w + rng.standard_t(2, n)
    parameters = {"delta": 1.0, "lam": 0.01, "tol": 1e-16, "max_iter": max_iter}
    return {"X": X, "y": y, "w0": np.zeros(p)} | parameters


STEPS = 6  # of Newton, about, whatever n and p are
