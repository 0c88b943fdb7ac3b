"""Singular values with 50 digits; A^k v₀ over the rationals."""

from itertools import combinations

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import orthonormal, reconstructs
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged, RankDeficient
from dojo.spec.well_posed import path_is_stable

# ------------------------------------------------------------------ the truth


def svd(A):
    refuse_wide(A)
    U, s, V = (np.array(M.tolist(), float) for M in with_50_digits(A))
    return conventional(U, s[:, 0], V, len(A))


def with_50_digits(A):
    """U, s, V of mpmath's own algorithm: a bidiagonal matrix and QR steps."""
    with mpmath.workdps(50):
        U, s, Vt = mpmath.svd_r(mpmath.matrix(A.tolist()))
        return U, s, Vt.T


def refuse_wide(A):
    if len(A) < A.shape[1]:
        raise InvalidParameter(f"A is {A.shape[0]}×{A.shape[1]}")


def conventional(U, s, V, m):
    """The convention for what rounding cannot tell from 0, and for the signs."""
    rank, sign = np.count_nonzero(s > m * 2.0**-52 * s[0]), signs(V)
    kept = np.arange(len(s)) < rank
    return np.where(kept, sign * U, 0), np.where(kept, s, 0), sign * V, rank


def signs(V, slack=1e-10):
    size = np.abs(V)
    first = np.argmax(size >= (1 - slack) * size.max(axis=0), axis=0)
    return np.where(V[first, np.arange(len(V))] < 0, -1, 1)


def power_iteration(A, v0, iters):
    refuse_start(v0, iters)
    A, u = rational.exact(A), rational.exact(v0)
    for _ in range(iters):
        u = rational.matvec(A, u)
        if not any(u):
            raise RankDeficient("Av is 0")
        largest = max(abs(x) for x in u)
        u = [x / largest for x in u]
    square = rational.dot(u, u)
    length = rational.root(square)
    with mpmath.workdps(50):
        v = [float(rational.precise(x) / length) for x in u]
    return float(rational.dot(u, rational.matvec(A, u)) / square), np.array(v)


def refuse_start(v0, iters):
    if iters < 0 or not v0.any():
        raise InvalidParameter(f"{iters} steps from {v0}")


# ------------------------------------------------------------------ a second route, in float64


def rotations(A, pairs=None):
    """AV and V by one-sided Jacobi, in the order in which the columns stand."""
    (m, n), sweep = A.shape, 0
    W = np.vstack([A, np.eye(n)])
    noise = (m * 2.0**-52) ** 2 * (A**2).sum() / n
    pairs = pairs or list(combinations(range(n), 2))
    while True:
        rotated = False
        for i, j in pairs:
            a, b, c = (W[:m, k] @ W[:m, l] for k, l in ((i, i), (j, j), (i, j)))
            if abs(c) <= m * 2.0**-52 * np.sqrt(a * b) or min(a, b) <= noise:
                continue
            zeta, rotated = (b - a) / (2 * c), True
            t = np.copysign(1, zeta) / (abs(zeta) + np.hypot(1, zeta))
            R = np.array([[1, t], [-t, 1]]) / np.hypot(1, t)
            W[:m, [i, j]] = W[:m, [i, j]] @ R
            W[m:, [i, j]] = W[m:, [i, j]] @ R
        sweep += 1
        if not rotated:
            return W[:m], W[m:]
        if sweep == 60:
            raise NotConverged("60 sweeps")


def ordered(AV, V):
    s = np.linalg.norm(AV, axis=0)
    order = np.argsort(-s, kind="stable")
    s = s[order]
    return AV[:, order] / np.where(s > 0, s, 1), s, V[:, order]


def jacobi(A, pairs=None):
    refuse_wide(A)
    return conventional(*ordered(*rotations(A, pairs)), len(A))


def by_lapack(A):
    refuse_wide(A)
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return conventional(U, s, Vt.T, len(A))


def rayleigh(A, v0, iters):
    refuse_start(v0, iters)
    v = v0 / np.linalg.norm(v0)
    for _ in range(iters):
        if not (A @ v).any():
            raise RankDeficient("Av is 0")
        v = A @ v / np.linalg.norm(A @ v)
    return v @ A @ v, v


# ------------------------------------------------------------------ what the draws are made of


def with_values(rng, m, s):
    """An m×n matrix whose singular values are near s, rounded to a few decimals."""
    n = len(s)
    Q, P = (np.linalg.qr(rng.standard_normal((k, n)))[0] for k in (m, n))
    return {"A": decimals(Q * s @ P.T)}


def dependent(rng, m, n):
    """The last column is the sum of the others, up to rounding."""
    A = with_values(rng, m, np.arange(n - 1, 0.0, -1))["A"]
    return {"A": np.column_stack([A, A.sum(axis=1)])}


def symmetric(rng, n, iters, d=1.0):
    B = rng.uniform(-1, 1, (n, n))
    A = decimals(d * (B + B.T) * np.reshape(d, (-1, 1)), 10)
    return {"A": A, "v0": decimals(rng.uniform(-2, 2, n)), "iters": iters}


def with_dominant(rng, n):
    """A symmetric matrix with eigenvalues near 4n, n − 1, …, 2, 1."""
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    A = decimals(Q * [4 * n, *range(n - 1, 0, -1)] @ Q.T)
    return np.tril(A) + np.tril(A, -1).T


# ------------------------------------------------------------------ certificates


def certify_svd(A, U, s, V, rank):
    """What the definition says, for singular vectors that are not unique too."""
    if (np.diff(s) > 0).any() or s[-1] < 0:
        return "s is not in decreasing order, or an entry is negative."
    if rank != np.count_nonzero(s) or U[:, rank:].any():
        return "rank is not the number of sⱼ > 0, or a column of U without one is not exactly 0."
    if (signs(V) < 0).any():
        return "the first of the largest entries in a column of V is negative."
    return (
        orthonormal("V", V)
        or orthonormal("U", U[:, :rank])
        or reconstructs("A", A, "U diag(s) Vᵀ", U * s @ V.T)
    )


CERTIFICATES = {"svd": certify_svd}


def well_posed_svd(A):
    """No singular value is near the limit, and no sign depends on rounding."""
    if len(A) < A.shape[1]:
        return ""
    _, s, V = with_50_digits(A)
    ratios = [float(x / s[0]) / (len(A) * 2.0**-52) for x in s if s[0]]
    if any(1 / 4 < r < 100 for r in ratios):
        return "a singular value is near the limit of the rank"
    for column in np.abs(np.array(V.tolist(), float)).T:
        size = column / column.max()
        if ((1 - 1e-6 < size) & (size < 1 - 1e-13)).any():
            return "which entry of V is the largest is nearly undecided"
    return ""


WELL_POSED = {
    "svd": well_posed_svd,
    "power_iteration": path_is_stable("power_iteration", tau=1e-13),
}

# ------------------------------------------------------------------ other valid ways


def after_qr(A):
    """A = QR first, then Jacobi on the columns of R alone."""
    refuse_wide(A)
    Q, R = np.linalg.qr(A)
    U, s, V = ordered(*rotations(R))
    return conventional(Q @ U, s, V, len(A))


def last_pairs_first(A):
    pairs = list(combinations(range(A.shape[1]), 2))
    return jacobi(A, pairs=pairs[::-1])


def on_unit_vectors(A, v0, iters):
    """A scaled by its largest entry: the same directions."""
    scale = np.abs(A).max() or 1.0
    eigenvalue, v = rayleigh(A / scale, v0, iters)
    return scale * eigenvalue, v


ALTERNATIVES = {
    "svd": {
        "a library's bidiagonal QR steps": by_lapack,
        "QR first, then Jacobi": after_qr,
        "the pairs in reverse order": last_pairs_first,
    },
    "power_iteration": {"with A scaled": on_unit_vectors},
}
