"""The minimiser over each Krylov space, from its definition and over the rationals; only the norms are rounded."""

from fractions import Fraction

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter

# ------------------------------------------------------------------ the truth


def cgls(X, y, lam, iters, tol):
    check_parameters(lam, iters, tol)
    X, y = rational.exact(X), rational.exact(y)
    A = rational.gram(X)
    for j in range(len(A)):
        A[j][j] += len(y) * rational.exact(lam)
    c = rational.matvec(rational.transpose(X), y)
    points, gammas = [[Fraction(0)] * len(A)], [rational.dot(c, c)]
    power, krylov = c, []
    while len(points) <= iters and gammas[-1] > rational.exact(tol) ** 2 * gammas[0]:
        krylov.append(power)
        power = rational.matvec(A, power)
        points.append(minimiser(A, c, krylov))
        s = [a - b for a, b in zip(c, rational.matvec(A, points[-1]), strict=True)]
        gammas.append(rational.dot(s, s))
    with mpmath.workdps(50):
        norms = [
            float(mpmath.sqrt(mpmath.mpf(g.numerator) / g.denominator)) for g in gammas
        ]
    done = len(points) - 1
    return rational.rounded(points[-1]), done, padded(norms, iters)


def minimiser(A, c, basis):
    """argmin ½wᵀAw − cᵀw over the span of the basis."""
    images = [rational.matvec(A, v) for v in basis]
    projected = [[rational.dot(v, image) for image in images] for v in basis]
    t = rational.solve(projected, [rational.dot(v, c) for v in basis])
    return rational.matvec(rational.transpose(basis), t)


def padded(history, iters):
    """The last value repeated up to index iters."""
    return np.append(history, np.full(iters + 1 - len(history), history[-1]))


def check_parameters(lam, iters, tol):
    for name, value in (("lam", lam), ("iters", iters), ("tol", tol)):
        if value < 0:
            raise InvalidParameter(f"{name} is {value}")


# ------------------------------------------------------------------ a second route, in float64


def descend(X, y, lam, iters, tol):
    """w, the number of steps and the unpadded history."""
    d = len(X) * lam
    w, r, s = np.zeros(X.shape[1]), y.copy(), X.T @ y
    q, gamma = s, s @ s
    history = [np.sqrt(gamma)]
    noise = 2.0**-51 * np.linalg.norm(X, axis=0) * np.linalg.norm(y)
    while (
        len(history) <= iters
        and history[-1] > tol * history[0]
        and np.any(np.abs(s) > noise)
    ):
        u = X @ q
        alpha = (s @ q) / (u @ u + d * (q @ q))
        r = r - alpha * u
        w = w + alpha * q
        s = X.T @ r - d * w
        q = s + (s @ s) / gamma * q
        gamma = s @ s
        history.append(np.sqrt(gamma))
    return w, len(history) - 1, history


def reference(X, y, lam, iters, tol):
    check_parameters(lam, iters, tol)
    w, done, history = descend(X, y, lam, iters, tol)
    return w, done, padded(history, iters)


# ------------------------------------------------------------------ what the draws are made of


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
