"""(XᵀX)⁻¹ and what follows from it over the rationals; one root, with 50 digits."""

import mpmath
import numpy as np
import scipy.linalg

from dojo.spec import kata, rational
from dojo.spec.certificates import symmetric
from dojo.spec.designs import uniform, with_target
from dojo.spec.refusals import InvalidParameter, NoFiniteOptimum, RankDeficient, after
from dojo.spec.well_posed import unless_refused

plain = kata("ols_normal_equations").oracle
PERFECT = 1e-20  # of ‖y‖²
LONE = 1 - 1e-10  # a leverage that is 1

# ------------------------------------------------------------------ the truth


def leverages(X):
    refuse_dependent(X)
    return rational.rounded(hat(rational.exact(X))[1])


def refuse_dependent(X):
    rational.refuse_dependent(X, rational.QR_RANK)


def hat(X):
    """The rows of (XᵀX)⁻¹Xᵀ, and the diagonal of X(XᵀX)⁻¹Xᵀ."""
    G, units = rational.gram(X), rational.exact(np.eye(len(X[0])))
    columns = rational.matmul(X, [rational.solve(G, u) for u in units])
    h = [rational.dot(x, c) for x, c in zip(X, columns, strict=True)]
    return rational.transpose(columns), h


def influence(X, y):
    _, h, e, s2 = fitted(X, y)
    refuse_lone(h)
    p = X.shape[1]
    with mpmath.workdps(50):
        size = [rational.root(v * v / (s2 * (1 - k))) for v, k in zip(e, h)]
        student = np.array([float(mpmath.sign(v) * a) for v, a in zip(e, size)])
    cook = [v * v * k / (p * s2 * (1 - k) ** 2) for v, k in zip(e, h)]
    loo = [v / (1 - k) for v, k in zip(e, h)]
    return (rational.rounded(h), student, *map(rational.rounded, (cook, loo)))


def fitted(X, y):
    """(XᵀX)⁻¹Xᵀ, h, e and s²."""
    refuse_few_rows(X)
    refuse_dependent(X)
    (n, p), A, b = X.shape, rational.exact(X), rational.exact(y)
    C, h = hat(A)
    e = rational.residual(A, b, rational.matvec(C, b))
    refuse_perfect(rational.dot(e, e), rational.dot(b, b))
    return C, h, e, rational.dot(e, e) / (n - p)


def refuse_few_rows(X):
    n, p = X.shape
    if n <= p:
        raise InvalidParameter(f"{n} rows, {p} columns")


def refuse_perfect(sse, size):
    if sse <= PERFECT * size:
        raise NoFiniteOptimum("the fit is perfect")


def refuse_lone(h):
    if max(h) >= LONE:
        raise RankDeficient("a row has leverage 1")


def hc_covariance(X, y, variant):
    C, h, e, _ = fitted(X, y)
    if variant in ("hc2", "hc3"):
        refuse_lone(h)
    f = factors(h, X.shape, variant)
    weighted = [[v * v * k * c for v, k, c in zip(e, f, row)] for row in C]
    return rational.rounded(rational.matmul(weighted, rational.transpose(C)))


def factors(h, shape, variant):
    """What e² is multiplied by, in numbers of any kind."""
    n, p = shape
    if variant in ("hc0", "hc1"):
        return [1 if variant == "hc0" else type(h[0])(n) / (n - p)] * n
    return [1 / (1 - k) ** (1 if variant == "hc2" else 2) for k in h]


# ------------------------------------------------------------------ a second route, in float64


def refuse(X, y, variant="hc3"):
    refuse_few_rows(X)
    refuse_dependent(X)
    if variant in ("hc2", "hc3"):
        refuse_lone(by_svd(X))
    e = y - X @ plain.by_svd(X, y)
    refuse_perfect(e @ e, y @ y)


def by_svd(X):
    """Columns of length 1, and the left singular vectors."""
    U, _, _ = np.linalg.svd(X / np.linalg.norm(X, axis=0), full_matrices=False)
    return np.sum(U**2, axis=1)


# ------------------------------------------------------------------ what the draws are made of


def far(rng):
    drawn = with_target(rng, uniform(rng, 12, 3))
    X = np.column_stack([np.ones(12), drawn["X"]])
    return {"X": X, "y": drawn["y"] + 1000}


# ------------------------------------------------------------------ certificates


def certify_leverages(X, h, *rest):
    """Shares of rows that add up to the number of columns."""
    if np.min(h) < -1e-10 or np.max(h) > 1 + 1e-10:
        return f"a leverage is {np.min(h):.4g} or {np.max(h):.4g}, not from 0 to 1."
    if abs(np.sum(h) - X.shape[1]) > 1e-8:
        return f"the leverages add up to {np.sum(h):.10g}, not {X.shape[1]}."
    return ""


def certify_influence(X, y, h, student, cook, loo):
    """loo is what a fit without the row misses it by."""
    missed = leave_each_out(X, y)
    i = int(np.argmax(np.abs(loo - missed)))
    if abs(loo[i] - missed[i]) > 1e-7 * np.max(np.abs(missed)):
        return f"a fit without row {i} misses it by {missed[i]:.7g}, loo says {loo[i]:.7g}."
    return certify_leverages(X, h)


def leave_each_out(X, y):
    rows = range(len(y))
    others = [(np.delete(X, i, axis=0), np.delete(y, i)) for i in rows]
    return np.array([y[i] - X[i] @ plain.by_svd(*others[i]) for i in rows])


CERTIFICATES = {
    "leverages": certify_leverages,
    "influence": certify_influence,
    "hc_covariance": lambda X, y, variant, V: symmetric("V", V, 1e-14),
}


def well_posed(X, y=None, variant=None):
    """Far from the rank test, no leverage nearly 1, and no fit nearly perfect."""
    if problem := rational.nearly_dependent(X, rational.QR_MARGIN):
        return problem
    h = by_svd(X)
    if np.any((h > 1 - 1e-3) & (h < 1 - 1e-14)):
        return "a leverage is nearly 1"
    r = 0.0 if y is None else y - X @ plain.by_svd(X, y)
    perfect = y is not None and r @ r < 1e-16 * (y @ y)
    return "the fit is nearly perfect" if perfect else ""


WELL_POSED = {
    "leverages": unless_refused(refuse_dependent, well_posed),
    "influence": unless_refused(refuse, well_posed),
    "hc_covariance": unless_refused(refuse, well_posed),
}

# ------------------------------------------------------------------ other valid ways


def by_triangle(X):
    """hᵢ = ‖R⁻ᵀxᵢ‖², without Q."""
    R = np.linalg.qr(X, mode="r")
    return np.sum(scipy.linalg.solve_triangular(R, X.T, trans=1) ** 2, axis=0)


def by_deletion(X, y):
    """Each row left out in turn: 1 − hᵢ = eᵢ/looᵢ would be 0/0, so h is by the SVD."""
    n, p = X.shape
    h, e, loo = by_svd(X), y - X @ plain.by_svd(X, y), leave_each_out(X, y)
    s2 = e @ e / (n - p)
    return h, e / np.sqrt(s2 * (1 - h)), loo**2 * h / (p * s2), loo


def by_pivots(X, y):
    """By a QR that takes the longest columns first."""
    (n, p), Q = X.shape, scipy.linalg.qr(X, mode="economic", pivoting=True)[0]
    h, e = np.einsum("ij,ij->i", Q, Q), y - Q @ (Q.T @ y)
    s2, loo = e @ e / (n - p), e / (1 - h)
    return h, loo * np.sqrt((1 - h) / s2), loo**2 * h / (p * s2), loo


def outer_products(X, y, variant):
    """The filling as a sum over the rows, and the pseudo-inverse of columns of length 1 on both sides."""
    width = np.linalg.norm(X, axis=0)
    C, h = np.linalg.pinv(X / width) / width[:, None], by_svd(X)
    e, f = y - X @ plain.by_svd(X, y), factors(h, X.shape, variant)
    return sum(v * v * k * np.outer(c, c) for v, k, c in zip(e, f, C.T, strict=True))


def square_roots(X, y, variant):
    """V = BᵀB, row i of B being eᵢ√fᵢ(XᵀX)⁻¹xᵢ, by a triangle."""
    R = np.linalg.qr(X, mode="r")
    Z = scipy.linalg.solve_triangular(R, X.T, trans=1)
    e, f = y - X @ plain.by_qr(X, y), factors(by_triangle(X), X.shape, variant)
    B = scipy.linalg.solve_triangular(R, Z) * (e * np.sqrt(f))
    return B @ B.T


ALTERNATIVES = {
    "leverages": {
        "left singular vectors": after(refuse_dependent, by_svd),
        "the triangle of a QR": after(refuse_dependent, by_triangle),
    },
    "influence": {
        "leaving each row out": after(refuse, by_deletion),
        "QR with column pivoting": after(refuse, by_pivots),
    },
    "hc_covariance": {
        "a sum over the rows": after(refuse, outer_products),
        "triangular solves": after(refuse, square_roots),
    },
}
