"""The information form over the rationals: A = P⁻¹ is kept instead of P, and every w is solved for anew."""

import numpy as np
import scipy.linalg

from dojo.spec import rational
from dojo.spec.certificates import orthogonal_residual, reconstructs, symmetric
from dojo.spec.refusals import InvalidParameter, after
from dojo.spec.well_posed import path_is_stable

# ------------------------------------------------------------------ the truth


def rls(X, y, forget, delta):
    check(X, y, forget, delta)
    p, f, d = X.shape[1], rational.exact(forget), rational.exact(delta)
    unit = rational.exact(np.eye(p))
    A, b, e = [[d * v for v in row] for row in unit], [d * 0] * p, []
    for x, target in zip(rational.exact(X), rational.exact(y), strict=True):
        e.append(target - rational.dot(x, rational.solve(A, b)))
        A = [
            [f * a + s * t for a, t in zip(r, x, strict=True)]
            for r, s in zip(A, x, strict=True)
        ]
        b = [f * v + target * s for v, s in zip(b, x, strict=True)]
    P = [rational.solve(A, column) for column in unit]
    return (*map(rational.rounded, (rational.solve(A, b), P, e)),)


def check(X, y, forget, delta):
    if not 0 < forget <= 1 or delta <= 0:
        raise InvalidParameter(f"forget is {forget}, delta is {delta}")


# ------------------------------------------------------------------ certificates


def certify(X, y, forget, delta, w, P, e):
    """w is the minimum of Σ fⁿ⁻ⁱ(yᵢ − xᵢᵀw)² + fⁿδ‖w‖², P the inverse of its Gram matrix, and the last error
    before the row is to that after it as 1 to 1 − xᵀPx."""
    Z, t = with_prior(X, y, forget, delta)
    x, before, after_it = X[-1], e[-1], y[-1] - X[-1] @ w
    scale = np.abs(y[-1]) + np.abs(x) @ np.abs(w) + np.abs(before)
    if abs(after_it - before * (1 - x @ P @ x)) > 1e-7 * scale:
        return f"the last residual is {after_it:.7g}, not e·(1 − xᵀPx) = {before * (1 - x @ P @ x):.7g}."
    A = Z.T @ Z
    return (
        symmetric("P", P, 1e-8)
        or reconstructs("A", A, "APA", A @ P @ A, 1e-7)
        or orthogonal_residual(Z, t, w, 1e-7)
    )


def with_prior(X, y, forget, delta):
    """The problem of ordinary least squares that w solves: weighted rows, and √(fⁿδ) I below them."""
    n, p = X.shape
    root = np.sqrt(forget ** np.arange(n - 1.0, -1, -1))
    prior = np.sqrt(forget**n * delta) * np.eye(p)
    return np.vstack([root[:, None] * X, prior]), np.append(root * y, np.zeros(p))


CERTIFICATES = {"rls": certify}
WELL_POSED = {"rls": path_is_stable("rls", tau=1e-8)}

# ------------------------------------------------------------------ other valid ways


def solved_anew(X, y, forget, delta):
    """Least squares of all rows so far, for every row."""

    def fit(i):
        Z, t = with_prior(X[:i], y[:i], forget, delta)
        return np.linalg.lstsq(Z, t)[0] if i else np.zeros(X.shape[1])

    e = [target - x @ fit(i) for i, (x, target) in enumerate(zip(X, y, strict=True))]
    R = np.linalg.qr(with_prior(X, y, forget, delta)[0], mode="r")
    S = scipy.linalg.solve_triangular(R, np.eye(len(R)))
    return fit(len(y)), S @ S.T, np.array(e)


def by_triangle(X, y, forget, delta):
    """The square root of A is kept: QR of [√f R; xᵀ]."""
    p = X.shape[1]
    T, e = np.sqrt(delta) * np.eye(p, p + 1), np.empty(len(y))
    for i, row in enumerate(np.column_stack([X, y])):
        w = scipy.linalg.solve_triangular(T[:, :p], T[:, p])
        e[i] = y[i] - X[i] @ w
        T = np.linalg.qr(np.vstack([np.sqrt(forget) * T, row]), mode="r")[:p]
    S = scipy.linalg.solve_triangular(T[:, :p], np.eye(p))
    return S @ T[:, p], S @ S.T, e


def by_joseph(X, y, forget, delta):
    """P = ((I − kxᵀ)P(I − kxᵀ)ᵀ + f kkᵀ)/f: a sum of two matrices that are not negative."""
    p = X.shape[1]
    w, P, e = np.zeros(p), np.eye(p) / delta, np.empty(len(y))
    for i, x in enumerate(X):
        k = P @ x / (forget + x @ P @ x)
        e[i] = y[i] - x @ w
        w = w + e[i] * k
        L = np.eye(p) - np.outer(k, x)
        P = (L @ P @ L.T + forget * np.outer(k, k)) / forget
    return w, P, e


ALTERNATIVES = {
    "rls": {
        "least squares anew for every row": after(check, solved_anew),
        "QR row by row": after(check, by_triangle),
        "Joseph's form": after(check, by_joseph),
    },
}
