"""The minimiser over each Krylov space, from its definition and over the rationals; only the norms are rounded."""

from fractions import Fraction

import mpmath
import numpy as np

from dojo import exact
from dojo.fixtures import Recipe, Workload, decimals
from dojo.refusals import InvalidParameter, RankDeficient

# ------------------------------------------------------------------ the truth


def cgls(X, y, lam, iters, tol):
    check_parameters(lam, iters, tol)
    X, y = exact.exact(X), exact.exact(y)
    A = exact.gram(X)
    for j in range(len(A)):
        A[j][j] += len(y) * exact.exact(lam)
    c = exact.matvec(exact.transpose(X), y)
    points, gammas = [[Fraction(0)] * len(A)], [exact.dot(c, c)]
    power, krylov = c, []
    while len(points) <= iters and gammas[-1] > exact.exact(tol) ** 2 * gammas[0]:
        krylov.append(power)
        power = exact.matvec(A, power)
        points.append(minimiser(A, c, krylov))
        s = [a - b for a, b in zip(c, exact.matvec(A, points[-1]), strict=True)]
        gammas.append(exact.dot(s, s))
    with mpmath.workdps(50):
        norms = [
            float(mpmath.sqrt(mpmath.mpf(g.numerator) / g.denominator)) for g in gammas
        ]
    done = len(points) - 1
    return exact.rounded(points[-1]), done, padded(norms, iters)


def minimiser(A, c, basis):
    """argmin ½wᵀAw − cᵀw over the span of the basis."""
    images = [exact.matvec(A, v) for v in basis]
    projected = [[exact.dot(v, image) for image in images] for v in basis]
    t = exact.solve(projected, [exact.dot(v, c) for v in basis])
    return exact.matvec(exact.transpose(basis), t)


def padded(history, iters):
    """The last value repeated up to index iters."""
    return np.append(history, np.full(iters + 1 - len(history), history[-1]))


def check_parameters(lam, iters, tol):
    for name, value in (("lam", lam), ("iters", iters), ("tol", tol)):
        if value < 0:
            raise InvalidParameter(f"{name} is {value}")


# ------------------------------------------------------------------ a second route, in float64


def descend(
    X,
    y,
    lam,
    iters,
    tol,
    *,
    share=lambda X: len(X),
    curved=True,
    pulled=True,
    beta=lambda new, old: new / old,
    stop=lambda h, first, tol: h <= tol * first,
    old_w=False,
    towards=lambda s, q: s @ q,
    floor=2.0**-51,
):
    """w, the number of steps and the unpadded history; what can go wrong in the recurrence can be told."""
    d = share(X) * lam
    w, r, s = np.zeros(X.shape[1]), y.copy(), X.T @ y
    q, gamma = s, s @ s
    history = [np.sqrt(gamma)]
    noise = floor * np.linalg.norm(X, axis=0) * np.linalg.norm(y)
    while (
        len(history) <= iters
        and not stop(history[-1], history[0], tol)
        and np.any(np.abs(s) > noise)
    ):
        u = X @ q
        alpha = towards(s, q) / (u @ u + (d * (q @ q) if curved else 0))
        r = y - X @ w if old_w else r - alpha * u
        w = w + alpha * q
        s = X.T @ r - (d * w if pulled else 0)
        q = s + beta(s @ s, gamma) * q
        gamma = s @ s
        history.append(np.sqrt(gamma))
    return w, len(history) - 1, history


def with_changes(**changes):
    def run(X, y, lam, iters, tol):
        check_parameters(lam, iters, tol)
        w, done, history = descend(X, y, lam, iters, tol, **changes)
        return w, done, padded(history, iters)

    return run


reference = with_changes()

REFERENCES = {"cgls": reference}

# ------------------------------------------------------------------ drawn cases


def problem(rng, n, p, lam, iters, tol, scales=1.0, offset=0.0):
    """A constant column and p − 1 others, times `scales`; y = Xw + noise + offset."""
    X = np.column_stack([np.ones(n), rng.uniform(-2, 2, (n, p - 1))]) * scales
    y = X @ (rng.uniform(-3, 3, p) / scales) + rng.uniform(-1, 1, n) + offset
    return {
        "X": decimals(X, 8),
        "y": decimals(y),
        "lam": lam,
        "iters": iters,
        "tol": tol,
    }


def one_column(rng):
    drawn = problem(rng, 8, 2, 0.0, 5, 1e-10)
    return drawn | {"X": drawn["X"][:, 1:]}


DRAWN = {
    "cgls": [
        Recipe(
            "three steps of five",
            "wrong formulas have nowhere to hide",
            lambda r: problem(r, 20, 5, 0.0, 3, 0.0),
        ),
        Recipe(
            "three steps of five, penalised",
            "nλ stands in the curvature along q and in the gradient",
            lambda r: problem(r, 15, 5, 0.3, 3, 0.0),
        ),
        Recipe(
            "to the end",
            "with four columns the fourth step arrives",
            lambda r: problem(r, 20, 4, 0.0, 12, 1e-10),
        ),
        Recipe(
            "to the end, penalised",
            "with four columns the fourth step arrives at the ridge solution",
            lambda r: problem(r, 12, 4, 0.05, 12, 1e-10),
        ),
        Recipe(
            "stopped by tol",
            "the norm of the gradient has fallen below one hundredth before the last step",
            lambda r: problem(r, 30, 6, 0.0, 10, 1e-2),
        ),
        Recipe(
            "one column",
            "in one dimension the first line search is the last",
            one_column,
        ),
        Recipe(
            "wide",
            "more columns than rows: the solution of least norm, in as many steps as there are rows",
            lambda r: problem(r, 3, 6, 0.0, 9, 1e-10),
        ),
        Recipe(
            "wide, penalised",
            "more columns than rows: still as many steps as there are rows",
            lambda r: problem(r, 3, 6, 0.1, 9, 1e-10),
        ),
        Recipe(
            "badly scaled",
            "columns from 0.001 to 1000: the longest one takes the first steps",
            lambda r: problem(
                r, 10, 4, 0.0, 2, 0.0, scales=10.0 ** np.array([0, -3, 1, 3])
            ),
        ),
        Recipe(
            "far from zero",
            "y near 1000, in decimal fractions: the residual falls by three digits and keeps the rest",
            lambda r: problem(r, 12, 3, 0.0, 3, 0.0, offset=1e3),
        ),
    ],
}

# ------------------------------------------------------------------ certificates


def certify(X, y, lam, iters, tol, w, iters_done, history):
    """History ends with the gradient at w, which is small wherever the steps were not used up."""
    if not 0 <= iters_done <= iters:
        return f"iters_done is {iters_done}, but iters is {iters}."
    last, first = history[int(iters_done)], history[0]
    size = np.linalg.norm(X.T @ (y - X @ w) - len(y) * lam * w)
    if abs(size - last) > 1e-7 * first:
        return f"history ends with {last:.3g}, but ‖Xᵀ(y − Xw) − nλw‖ is {size:.3g}."
    if iters_done < iters and size > (tol + 1e-12) * first:
        return f"it stopped where ‖Xᵀ(y − Xw) − nλw‖ is {size / first:.3g} of its start, and tol is {tol:g}."
    return ""


CERTIFICATES = {"cgls": certify}


def well_posed(X, y, lam, iters, tol):
    """Float64 and the rationals agree to 1e-11, and no comparison with tol is a close one."""
    try:
        w, done, history = cgls(X, y, lam, iters, tol)
    except InvalidParameter:
        return ""
    w64, done64, history64 = reference(X, y, lam, iters, tol)
    arrived = tol == 0 and not history[-1]  # rounding decides how many steps follow
    if done != done64 and not (arrived and done < done64):
        return f"{done} steps in exact arithmetic, {done64} in float64"
    for a, b in ((w, w64), (history, history64)):
        if np.max(np.abs(a - b)) > 1e-11 * np.max(np.abs(a)):
            return "the recurrence amplifies rounding errors beyond 1e-11"
    limit = tol * history[0]
    if history[0] and tol and np.min(np.abs(history64 - limit)) < 1e-6 * limit:
        return "a norm is too near to its limit"
    if 0 < history64[-1] <= limit and history64[-1] > limit / 10 and not history[-1]:
        return "what rounding leaves of 0 is near the limit"
    return ""


WELL_POSED = {"cgls": well_posed}

# ------------------------------------------------------------------ the usual mistakes


def closed_form(X, y, lam, iters, tol):
    _, done, history = reference(X, y, lam, iters, tol)
    A = X.T @ X + len(y) * lam * np.eye(X.shape[1])
    return np.linalg.pinv(A) @ (X.T @ y), done, history


def history_of(entry):
    """History holds another quantity at every point."""

    def wrong(X, y, lam, iters, tol):
        w, done, history = reference(X, y, lam, iters, tol)
        points = [reference(X, y, lam, k, tol)[0] for k in range(done + 1)]
        values = [entry(X, y, lam, v, h) for v, h in zip(points, history, strict=False)]
        return w, done, padded(values, iters)

    return wrong


def zeros_behind(X, y, lam, iters, tol):
    w, done, history = reference(X, y, lam, iters, tol)
    return w, done, np.where(np.arange(iters + 1) <= done, history, 0)


def count_of_entries(X, y, lam, iters, tol):
    w, done, history = reference(X, y, lam, iters, tol)
    return w, done + 1, history


def count_asked_for(X, y, lam, iters, tol):
    w, _, history = reference(X, y, lam, iters, tol)
    return w, iters, history


def cut(X, y, lam, iters, tol):
    w, done, history = reference(X, y, lam, iters, tol)
    return w, done, history[: done + 1]


def shifted(X, y, lam, iters, tol):
    w, done, history = reference(X, y, lam, iters, tol)
    return w, done, np.append(history[1:], history[-1])


def point_before(X, y, lam, iters, tol):
    _, done, history = reference(X, y, lam, iters, tol)
    return reference(X, y, lam, max(done - 1, 0), tol)[0], done, history


def one_step_more(X, y, lam, iters, tol):
    check_parameters(lam, iters, tol)
    w, done, history = reference(X, y, lam, iters + 1, tol)
    return w, done, history[:-1]


def stopped_by_a_rise(X, y, lam, iters, tol):
    history = reference(X, y, lam, iters, tol)[2]
    rises = np.flatnonzero(np.diff(history) > 1e-6 * history[0])
    w, done, history = reference(X, y, lam, rises[0] if rises.size else iters, tol)
    return w, done, padded(history, iters)


def dependent_columns_refused(X, y, lam, iters, tol):
    check_parameters(lam, iters, tol)
    if lam == 0 and np.linalg.matrix_rank(X) < X.shape[1]:
        raise RankDeficient("the columns are dependent")
    return reference(X, y, lam, iters, tol)


def any_parameters(X, y, lam, iters, tol):
    w, done, history = descend(X, y, lam, max(iters, 0), tol)
    return w, done, padded(history, max(iters, 0))[: iters + 1]


def zero_first(X, y, lam, iters, tol):
    if not (X.T @ y).any():
        return np.zeros(X.shape[1]), 0, np.zeros(max(iters, 0) + 1)
    return reference(X, y, lam, iters, tol)


def with_rows_scaled(X, y, lam, iters, tol):
    """The gradient of the mean, divided by n."""
    w, done, history = reference(X, y, lam, iters, tol)
    return w, done, history / len(y)


def with_longest_column(X, y, lam, iters, tol):
    """One floor for all entries of s."""
    check_parameters(lam, iters, tol)
    floor = 2.0**-51 * np.linalg.norm(X) * np.linalg.norm(y)
    stop = lambda h, first, tol: h <= max(tol * first, floor)
    w, done, history = descend(X, y, lam, iters, tol, stop=stop)
    return w, done, padded(history, iters)


MISTAKES = {
    "cgls": {
        "λ stands in the place of nλ": with_changes(share=lambda X: 1),
        "λ is multiplied by the number of columns": with_changes(
            share=lambda X: X.shape[1]
        ),
        "λ is ignored": with_changes(share=lambda X: 0),
        "nλ‖q‖² is missing in the curvature along q": with_changes(curved=False),
        "nλw is missing in the gradient": with_changes(pulled=False),
        "β is missing, so every step is one of steepest descent": with_changes(
            beta=lambda new, old: 0
        ),
        "β is γₖ/γₖ₊₁ instead of γₖ₊₁/γₖ": with_changes(
            beta=lambda new, old: old / new
        ),
        "β has the wrong sign": with_changes(beta=lambda new, old: -new / old),
        "β is the ratio of the norms instead of their squares": with_changes(
            beta=lambda new, old: np.sqrt(new / old)
        ),
        "the residual belongs to the point before": with_changes(old_w=True),
        "the squares of the norms are compared with tol": with_changes(
            stop=lambda h, first, tol: h**2 <= tol * first**2
        ),
        "tol is an absolute limit": with_changes(stop=lambda h, first, tol: h <= tol),
        "tol is ignored": with_changes(stop=lambda h, first, tol: h == 0),
        "the steps go on where the gradient is 0": with_changes(
            stop=lambda h, first, tol: h < tol * first, floor=-1
        ),
        "α is ‖s‖²/qᵀ(XᵀX + nλI)q also where rounding has taken the conjugacy": with_changes(
            towards=lambda s, q: s @ s, floor=0
        ),
        "the rounding error of the longest column ends the steps": with_longest_column,
        "a norm that rises ends the loop": stopped_by_a_rise,
        "the solution itself is returned, whatever iters is": closed_form,
        "history holds the squares of the norms": history_of(
            lambda X, y, lam, w, h: h**2
        ),
        "history holds the norms of the residual": history_of(
            lambda X, y, lam, w, h: np.linalg.norm(y - X @ w)
        ),
        "history holds the objective": history_of(
            lambda X, y, lam, w, h: np.mean((y - X @ w) ** 2) / 2 + lam * (w @ w) / 2
        ),
        "history is divided by n": with_rows_scaled,
        "history is relative to its start": history_of(
            lambda X, y, lam, w, h: (
                h / np.linalg.norm(X.T @ y) if (X.T @ y).any() else h
            )
        ),
        "history is 0 after the last step": zeros_behind,
        "history ends with the last step": cut,
        "history starts after the first step": shifted,
        "w is the point before the last": point_before,
        "one step too many is taken": one_step_more,
        "iters_done counts the entries of history": count_of_entries,
        "iters_done is the number that was asked for": count_asked_for,
        "dependent columns are refused": dependent_columns_refused,
        "Xᵀy = 0 is answered before the parameters are checked": zero_first,
        "the parameters are not checked": any_parameters,
    },
}

# ------------------------------------------------------------------ other valid ways


def on_the_stacked_system(X, y, lam, iters, tol):
    """Ridge is least squares with √(nλ) I below X and zeros below y."""
    check_parameters(lam, iters, tol)
    n, p = X.shape
    below = np.sqrt(n * lam) * np.eye(p)
    w, done, history = descend(
        np.vstack([X, below]), np.append(y, np.zeros(p)), 0, iters, tol
    )
    return w, done, padded(history, iters)


def on_the_gram_matrix(X, y, lam, iters, tol):
    """Conjugate gradients on (XᵀX + nλI) w = Xᵀy."""
    check_parameters(lam, iters, tol)
    A = X.T @ X + len(y) * lam * np.eye(X.shape[1])
    w, s = np.zeros(len(A)), X.T @ y
    q, history = s, [np.linalg.norm(s)]
    noise = 2.0**-51 * np.linalg.norm(X, axis=0) * np.linalg.norm(y)
    while (
        len(history) <= iters
        and history[-1] > tol * history[0]
        and np.any(np.abs(s) > noise)
    ):
        Aq = A @ q
        alpha = (s @ q) / (q @ Aq)
        w, new = w + alpha * q, s - alpha * Aq
        q, s = new + (new @ new) / (s @ s) * q, new
        history.append(np.linalg.norm(s))
    return w, len(history) - 1, padded(history, iters)


def lsqr(X, y, lam, iters, tol):
    """Golub and Kahan's bidiagonalisation and a Givens rotation a step, of Paige and Saunders."""
    check_parameters(lam, iters, tol)
    n, p = X.shape
    X = np.vstack([X, np.sqrt(n * lam) * np.eye(p)])
    y = np.append(y, np.zeros(p))
    w, history = np.zeros(p), [np.linalg.norm(X.T @ y)]
    if not history[0]:
        return w, 0, padded(history, iters)
    beta = np.linalg.norm(y)
    u = y / beta
    v = X.T @ u
    alpha = np.linalg.norm(v)
    v = v / alpha
    q, phi, rho = v, beta, alpha
    while len(history) <= iters and history[-1] > tol * history[0]:
        u = X @ v - alpha * u
        beta = np.linalg.norm(u)
        u = u / beta if beta else u
        v = X.T @ u - beta * v
        alpha = np.linalg.norm(v)
        v = v / alpha if alpha else v
        length = np.hypot(rho, beta)
        c, s = rho / length, beta / length
        w = w + c * phi / length * q
        q = v - s * alpha / length * q
        phi, rho = s * phi, -c * alpha
        history.append(abs(phi * alpha * c))
    return w, len(history) - 1, padded(history, iters)


ALTERNATIVES = {
    "cgls": {
        "√(nλ) I below X": on_the_stacked_system,
        "on the Gram matrix": on_the_gram_matrix,
        "LSQR": lsqr,
    }
}

# ------------------------------------------------------------------ what is timed

WORKLOADS = {
    "cgls": Workload(
        sizes={"n": 200_000, "p": 200, "iters": 50},
        quick={"n": 1_000},
        draw=lambda rng, n, p, iters: {
            # of different lengths, or the floor would end the steps after twenty
            "X": rng.standard_normal((n, p)) * np.logspace(0, 2, p),
            "y": rng.standard_normal(n),
            "lam": 0.1,
            "iters": iters,
            "tol": 0.0,
        },
        flops=lambda n, p, iters: 4 * n * p * iters,
        bytes=lambda n, p, iters: 16 * n * p * iters,  # X is read twice a step
    ),
}
