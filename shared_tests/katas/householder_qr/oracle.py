"""QR with 50 digits by the Cholesky factor of AᵀA; the reflections from the LU factors of Q − D."""

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import orthonormal, reconstructs, triangular
from dojo.spec.designs import decimals, uniform
from dojo.spec.rational import refuse_dependent, refuse_wide
from dojo.spec.refusals import RankDeficient, after

# ------------------------------------------------------------------ the truth


def householder(x):
    with mpmath.workdps(50):
        x = mpmath.matrix(x.tolist())
        length = mpmath.norm(x)
        if not length:
            return np.zeros(len(x)), 0.0
        alpha = -length if x[0] >= 0 else length
        x[0] -= alpha
        return rounded(x / mpmath.norm(x))[:, 0], float(alpha)


def reflect(V, b):
    c = rational.exact(b)
    for v in rational.exact(V):
        s = 2 * rational.dot(v, c)
        c = [ci - s * vi for ci, vi in zip(c, v, strict=True)]
    return rational.rounded(c)


def reflections(A):
    """The reflections of A are those of Q, because A = QR. H₁…Hₙ[I; 0] = QD, D = diag(±1), is [I; 0] less
    a lower times an upper triangular matrix, so they are the columns of L where Q − [D; 0] = LU."""
    with mpmath.workdps(50):
        Q, R = gram_qr(A)
        m, n = A.shape
        V = np.zeros((n, m))
        for j in range(n):
            d = -1 if Q[j, j] >= 0 else 1
            Q[j, j] -= d
            y = Q[j:, j] / Q[j, j]
            V[j, j:] = rounded(-d * y / mpmath.norm(y))[:, 0]
            if j + 1 < n:
                Q[j + 1 :, j + 1 :] -= y[1:, 0] * Q[j, j + 1 :]
            R[j, :] *= d
        return V, rounded(R)


def qr(A):
    with mpmath.workdps(50):
        Q, R = gram_qr(A)
        return rounded(Q), rounded(R)


def gram_qr(A):
    """R is the Cholesky factor of AᵀA, Q is AR⁻¹."""
    refuse(A)
    A = mpmath.matrix(A.tolist())
    R = mpmath.cholesky(A.T * A).T
    Q = A.copy()
    for j in range(A.cols):
        for k in range(j):
            Q[:, j] -= Q[:, k] * R[k, j]
        Q[:, j] /= R[j, j]
    return Q, R


def rounded(M):
    return np.array(M.tolist(), float)


# ------------------------------------------------------------------ a second route, in float64


def vector(x):
    """Of the two signs of α the one with which x₁ − α does not cancel."""
    a, v = -np.copysign(np.linalg.norm(x), x[0] or 1.0), x.copy()
    v[0] -= a
    length = np.linalg.norm(v)
    return v / length if length else v, a


def triangular_form(A):
    """V and R, refused where rⱼⱼ is small beside the original column."""
    refuse_wide(A)
    m, n = A.shape
    V, R = np.zeros((n, m)), A.copy()
    for j in range(min(m, n)):
        v, r = vector(R[j:, j])
        if abs(r) <= 1e-12 * np.linalg.norm(A[:, j]):
            raise RankDeficient(f"r[{j}, {j}] is {r}")
        V[j, j:] = v
        R[j:, j:] -= 2 * np.outer(v, v @ R[j:, j:])
        R[j, j], R[j + 1 :, j] = r, 0
    return V, np.vstack([R, np.zeros((n, n))])[:n]


def apply(V, B):
    C = B.copy()
    for v in V:
        C -= np.multiply.outer(2 * v, v @ C)
    return C


def from_reflections(A):
    V, R = triangular_form(A)
    return positive(apply(V[::-1], np.eye(*A.shape)), R)


def positive(Q, R):
    d = np.where(np.diag(R) < 0, -1, 1)
    return Q * d, d[:, None] * R


def refuse(A):
    refuse_dependent(A, rational.QR_RANK)


# ------------------------------------------------------------------ what the draws are made of


def badly_scaled_rows(rng):
    return uniform(rng, 7, 3) * 10.0 ** np.array([[0], [3], [-3], [0], [2], [-1], [1]])


def powers(rng):
    return np.vander(decimals(np.sort(rng.uniform(0, 1, 9)), 2), 5, increasing=True)


def unit_rows(rng, k, m, shape=np.copy):
    V = shape(rng.normal(size=(k, m)))
    return V / np.linalg.norm(V, axis=1, keepdims=True)


# ------------------------------------------------------------------ certificates


def certify_reflections(A, V, R):
    return (
        triangular("R", R, lower=False)
        or triangular("V", V, lower=False)
        or reconstructs("A", A, "H₁…Hₙ[R; 0]", apply(V[::-1], np.eye(*A.shape) @ R))
    )


def certify_qr(A, Q, R):
    return (
        triangular("R", R, lower=False)
        or orthonormal("Q", Q)
        or reconstructs("A", A, "Q R", Q @ R)
    )


CERTIFICATES = {"reflections": certify_reflections, "qr": certify_qr}


def near_the_rank_test(A):
    return rational.nearly_dependent(A, rational.QR_MARGIN)


def near_the_other_sign(A):
    """Where the first entry of what is left of a column is 0 up to rounding, so is its sign."""
    try:
        V, _ = reflections(A)
    except RankDeficient:
        return ""
    for j in range(1, A.shape[1]):
        # v₁² − v₂² − … = |x₁/α|, because v is x − αe₁ scaled to length 1
        if abs(V[j, j] ** 2 - V[j, j + 1 :] @ V[j, j + 1 :]) < 1e-6:
            return f"the sign of r[{j}, {j}] is decided by rounding"
    return ""


WELL_POSED = {
    "reflections": lambda A: near_the_rank_test(A) or near_the_other_sign(A),
    "qr": near_the_rank_test,
}

# ------------------------------------------------------------------ other valid ways


def with_leading_one(x):
    """v₁ = 1 first, then its length."""
    if not x.any():
        return x, 0.0
    alpha = vector(x)[1]
    v = np.append(1, x[1:] / (x[0] - alpha))
    return np.copysign(1 / np.linalg.norm(v), x[0] or 1.0) * v, alpha


def as_matrices(V, b):
    for v in V:
        b = (np.eye(len(v)) - 2 * np.outer(v, v)) @ b
    return b


def givens(A):
    """Rotations in the plane of two rows at a time."""
    m, n = A.shape
    Q, R = np.eye(m), A.copy()
    for j in range(n):
        for i in range(j + 1, m):
            r = np.hypot(R[j, j], R[i, j])
            if r:
                G = np.array([[R[j, j], R[i, j]], [-R[i, j], R[j, j]]]) / r
                R[[j, i]], Q[[j, i]] = G @ R[[j, i]], G @ Q[[j, i]]
    return positive(Q[:n].T, np.triu(R[:n]))


def gram_schmidt_twice(A):
    """Once is not enough; twice is."""
    n = A.shape[1]
    Q, R = np.zeros(A.shape), np.zeros((n, n))
    for j, q in enumerate(A.T):
        for _ in range(2):
            s = Q[:, :j].T @ q
            R[:j, j] += s
            q = q - Q[:, :j] @ s
        R[j, j] = np.linalg.norm(q)
        Q[:, j] = q / R[j, j]
    return Q, R


ALTERNATIVES = {
    "householder": {"v₁ = 1 first": with_leading_one},
    "reflect": {"the matrices I − 2vvᵀ": as_matrices},
    "qr": {
        "reflections": from_reflections,
        "Givens rotations": after(refuse, givens),
        "Gram–Schmidt, twice": after(refuse, gram_schmidt_twice),
    },
}
