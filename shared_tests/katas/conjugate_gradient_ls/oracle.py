"""The minimiser over each Krylov space, from its definition and over the rationals; only the norms are rounded."""

from fractions import Fraction

import numpy as np

from dojo.spec import kata, rational
from dojo.spec.descents import padded
from dojo.spec.reference import reference
from dojo.spec.refusals import InvalidParameter

ridge, NAME = kata("ridge").oracle, "conjugate_gradient_ls"

# ------------------------------------------------------------------ the truth


def cgls(X, y, lam, iters, tol):
    check(lam, iters, tol)
    X, y = rational.exact(X), rational.exact(y)
    A = ridge.plus_diagonal(rational.gram(X), len(y) * rational.exact(lam))
    c = rational.matvec(rational.transpose(X), y)
    points, gammas = [[Fraction(0)] * len(A)], [rational.dot(c, c)]
    power, krylov = c, []
    while len(points) <= iters and gammas[-1] > rational.exact(tol) ** 2 * gammas[0]:
        krylov.append(power)
        power = rational.matvec(A, power)
        points.append(minimiser(A, c, krylov))
        s = rational.residual(A, c, points[-1])
        gammas.append(rational.dot(s, s))
    norms = [float(rational.root(g)) for g in gammas]
    done = len(points) - 1
    return rational.rounded(points[-1]), done, padded(norms, iters)


def minimiser(A, c, basis):
    """argmin ½wᵀAw − cᵀw over the span of the basis."""
    images = [rational.matvec(A, v) for v in basis]
    projected = [[rational.dot(v, image) for image in images] for v in basis]
    t = rational.solve(projected, [rational.dot(v, c) for v in basis])
    return rational.matvec(rational.transpose(basis), t)


def check(lam, iters, tol):
    if min(lam, iters, tol) < 0:
        raise InvalidParameter(f"lam, iters, tol are {lam}, {iters}, {tol}")


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
    w64, done64, history64 = reference(NAME).cgls(X, y, lam, iters, tol)
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
    check(lam, iters, tol)
    return reference(NAME).cgls(*stacked(X, y, lam), 0.0, iters, tol)


def stacked(X, y, lam):
    """Ridge is least squares with √(nλ) I below X and zeros below y."""
    n, p = X.shape
    below = np.sqrt(n * lam) * np.eye(p)
    return np.vstack([X, below]), np.append(y, np.zeros(p))


def on_the_gram_matrix(X, y, lam, iters, tol):
    """Conjugate gradients on (XᵀX + nλI) w = Xᵀy."""
    check(lam, iters, tol)
    A = X.T @ X + len(y) * lam * np.eye(X.shape[1])
    noise = 2.0**-51 * np.linalg.norm(X, axis=0) * np.linalg.norm(y)
    w, s = np.zeros(len(A)), X.T @ y
    q, history = s, [np.linalg.norm(s)]
    while unfinished(history, iters, tol) and np.any(np.abs(s) > noise):
        alpha = (s @ q) / (q @ A @ q)
        w, new = w + alpha * q, s - alpha * (A @ q)
        q, s = new + (new @ new) / (s @ s) * q, new
        history.append(np.linalg.norm(s))
    return w, len(history) - 1, padded(history, iters)


def lsqr(X, y, lam, iters, tol):
    """Golub and Kahan's bidiagonalisation and a Givens rotation a step, of Paige and Saunders."""
    check(lam, iters, tol)
    X, y = stacked(X, y, lam)
    w, history = np.zeros(X.shape[1]), [np.linalg.norm(X.T @ y)]
    if not history[0]:
        return w, 0, padded(history, iters)
    beta, u = length_and_direction(y)
    alpha, v = length_and_direction(X.T @ u)
    q, phi, rho = v, beta, alpha
    while unfinished(history, iters, tol):
        beta, u = length_and_direction(X @ v - alpha * u)
        alpha, v = length_and_direction(X.T @ u - beta * v)
        length = np.hypot(rho, beta)
        c, s = rho / length, beta / length
        w = w + c * phi / length * q
        q = v - s * alpha / length * q
        phi, rho = s * phi, -c * alpha
        history.append(abs(phi * alpha * c))
    return w, len(history) - 1, padded(history, iters)


def length_and_direction(x):
    length = np.linalg.norm(x)
    return length, x / length if length else x


def unfinished(history, iters, tol):
    return len(history) <= iters and history[-1] > tol * history[0]


ALTERNATIVES = {
    "cgls": {
        "√(nλ) I below X": on_the_stacked_system,
        "on the Gram matrix": on_the_gram_matrix,
        "LSQR": lsqr,
    }
}
