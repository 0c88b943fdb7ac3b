"""QR with 50 digits by the Cholesky factor of AᵀA; the reflections from the LU factors of Q − D."""

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.certificates import orthonormal, reconstructs, triangular
from dojo.spec.designs import decimals, uniform
from dojo.spec.rational import refuse_wide
from dojo.spec.refusals import RankDeficient

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
    rational.refuse_dependent(A, rational.QR_RANK)
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


def adding(x):
    """x₁ − α has no cancellation."""
    return -np.copysign(np.linalg.norm(x), x[0] or 1.0)


def cancelling(x):
    """x₁ − α is a difference of two nearly equal numbers where x is nearly a multiple of e₁."""
    return -adding(x)


def vector(x, alpha=adding):
    a = alpha(x)
    v = x.copy()
    v[0] -= a
    length = np.linalg.norm(v)
    return v / length if length else v, a


def relative(r, a):
    return abs(r) <= 1e-12 * np.linalg.norm(a)


def triangular_form(
    A, alpha=adding, singular=relative, exact_zeros=True, wide=refuse_wide
):
    """V and R, refused where singular(rⱼⱼ, the original column)."""
    wide(A)
    m, n = A.shape
    V, R = np.zeros((n, m)), A.copy()
    for j in range(min(m, n)):
        v, r = vector(R[j:, j], alpha)
        if singular(r, A[:, j]):
            raise RankDeficient(f"r[{j}, {j}] is {r}")
        V[j, j:] = v
        R[j:, j:] -= 2 * np.outer(v, v @ R[j:, j:])
        if exact_zeros:
            R[j, j], R[j + 1 :, j] = r, 0
    return V, np.vstack([R, np.zeros((n, n))])[:n]


def apply(V, B):
    C = B.copy()
    for v in V:
        C -= np.multiply.outer(2 * v, v @ C)
    return C


def from_reflections(A, **how):
    V, R = triangular_form(A, **how)
    return positive(apply(V[::-1], np.eye(*A.shape)), R)


def positive(Q, R):
    d = np.where(np.diag(R) < 0, -1, 1)
    return Q * d, d[:, None] * R


def refusing(factor):
    """A way to factor, behind the refusal."""

    def factor_or_refuse(A):
        rational.refuse_dependent(A, rational.QR_RANK)
        return factor(A)

    return factor_or_refuse


# ------------------------------------------------------------------ what the draws are made of


def badly_scaled_rows(rng):
    return uniform(rng, 7, 3) * 10.0 ** np.array([[0], [3], [-3], [0], [2], [-1], [1]])


def powers(rng):
    return np.vander(decimals(np.sort(rng.uniform(0, 1, 9)), 2), 5, increasing=True)


def unit_rows(rng, k, m):
    V = rng.normal(size=(k, m))
    return V / np.linalg.norm(V, axis=1, keepdims=True)


def staircase(rng, k, m):
    V = np.triu(rng.normal(size=(k, m)))
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
    return rational.near_the_rank_test(
        rational.gram(rational.exact(A)), rational.QR_MARGIN
    )


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

# ------------------------------------------------------------------ the usual mistakes


def scaled(v, alpha, length):
    return (v * length if v.any() else v), alpha


def divided_by_zero(x):
    alpha = adding(x)
    v = x.copy()
    v[0] -= alpha
    return v / np.linalg.norm(v), alpha


def with_numpy_sign(x):
    """sign(0) is 0."""
    alpha = -np.sign(x[0]) * np.linalg.norm(x)
    return vector(x, lambda x: alpha)


def reflect_with(factor):
    def program(V, b):
        c = b.copy()
        for v in V:
            c -= factor(v) * (v @ c) * v
        return c

    return program


def from_the_original(V, b):
    return b - 2 * V.T @ (V @ b)


def never(r, a):
    return False


def full_height(A):
    """The reflection of column j starts in row 0 again."""
    rational.refuse_dependent(A, rational.QR_RANK)
    R, V = A.copy(), np.zeros(A.T.shape)
    for j in range(A.shape[1]):
        V[j], _ = vector(R[:, j])
        R -= 2 * np.outer(V[j], V[j] @ R)
    return V, np.triu(R[: A.shape[1]])


def only_column_j(A):
    """The later columns are not reflected."""
    rational.refuse_dependent(A, rational.QR_RANK)
    V, R = np.zeros(A.T.shape), A.copy()
    for j in range(A.shape[1]):
        V[j, j:], R[j, j] = vector(A[j:, j])
    return V, np.triu(R[: A.shape[1]])


def leading_one(A):
    V, R = triangular_form(A)
    return V / np.diag(V)[:, None], R


def gram_schmidt(A, modified):
    rational.refuse_dependent(A, rational.QR_RANK)
    Q, R = A.copy(), np.zeros((A.shape[1], A.shape[1]))
    for j in range(A.shape[1]):
        for k in range(j):
            R[k, j] = Q[:, k] @ (Q if modified else A)[:, j]
            Q[:, j] -= R[k, j] * Q[:, k]
        R[j, j] = np.linalg.norm(Q[:, j])
        Q[:, j] /= R[j, j]
    return Q, R


def by_cholesky(A):
    R = np.linalg.cholesky(A.T @ A).T
    return A @ np.linalg.inv(R), R


def last_first(A):
    V, R = triangular_form(A)
    return positive(apply(V, np.eye(*A.shape)), R)


def whole(A):
    V, R = triangular_form(A)
    m, n = A.shape
    Q, R = apply(V[::-1], np.eye(m)), np.vstack([R, np.zeros((m - n, n))])
    return Q * np.append(np.sign(np.diag(R)), np.ones(m - n)), R


def only_R_positive(A):
    V, R = triangular_form(A)
    return apply(V[::-1], np.eye(*A.shape)), np.sign(np.diag(R))[:, None] * R


def columns_of_R_flipped(A):
    V, R = triangular_form(A)
    d = np.sign(np.diag(R))
    return apply(V[::-1], np.eye(*A.shape)) * d, R * d


def against_zero(r, a):
    return r == 0


def against_a_number(r, a):
    return abs(r) <= 1e-12


def gram_limit(r, a):
    """The limit of a Gram matrix's pivots, without its root."""
    return r**2 <= 1e-12 * (a @ a)


RANK = {
    "rⱼⱼ is compared with 0, not with the length of its column": against_zero,
    "the rank is not tested": never,
    "rⱼⱼ is compared with 1e-12 itself": against_a_number,
    "rⱼⱼ² is compared with 1e-12 ‖aⱼ‖², which is the rule for Cholesky": gram_limit,
}


def any_shape(A):
    """The loop ends with the last row."""


MISTAKES = {
    "householder": {
        "a zero vector is divided by its length": divided_by_zero,
        "the sign is taken from a function with sign(0) = 0": with_numpy_sign,
        "α is always −‖x‖, also where x₁ is negative": lambda x: vector(
            x, lambda x: -np.linalg.norm(x)
        ),
        "α has the sign of x₁, so that x₁ − α cancels": lambda x: vector(x, cancelling),
        "v is not scaled to length 1": lambda x: scaled(
            *vector(x), np.linalg.norm(x - np.eye(len(x))[0] * adding(x))
        ),
        "v is scaled to v₁ = 1": lambda x: scaled(
            *vector(x), 1 / (vector(x)[0][0] or 1)
        ),
        "α is ‖x‖, without its sign": lambda x: (vector(x)[0], np.linalg.norm(x)),
        "v points the other way, from x to αe₁": lambda x: (-vector(x)[0], adding(x)),
    },
    "reflect": {
        "the last row of V reflects first": lambda V, b: apply(V[::-1], b),
        "b is projected, not reflected: the 2 is forgotten": reflect_with(lambda v: 1),
        "every reflection starts from b, not from what the earlier ones left": from_the_original,
        "the reflection has the wrong sign, b + 2v(vᵀb)": reflect_with(lambda v: -2),
        "only the first reflection is applied": lambda V, b: apply(V[:1], b),
        "it is divided by vᵀv, which is 0 for a row of zeros": reflect_with(
            lambda v: np.float64(2) / (v @ v)
        ),
    },
    "reflections": {
        "m is not compared with n": lambda A: triangular_form(A, wide=any_shape),
        **{
            sentence: lambda A, rule=rule: triangular_form(A, singular=rule)
            for sentence, rule in RANK.items()
        },
        "the cancelling sign is chosen": lambda A: triangular_form(A, cancelling),
        "each reflection begins in the first row again": full_height,
        "the later columns are not reflected": only_column_j,
        "v is scaled to v₁ = 1": leading_one,
        "rounding errors are left below the diagonal of R": lambda A: triangular_form(
            A, exact_zeros=False
        ),
        "R is given a positive diagonal here already": lambda A: (
            (
                triangular_form(A)[0],
                positive(*triangular_form(A))[1],
            )
            if A.shape[0] >= A.shape[1]
            else triangular_form(A)
        ),
        "V is returned with the vectors in its columns": lambda A: (
            triangular_form(A)[0].T,
            triangular_form(A)[1],
        ),
    },
    "qr": {
        "m is not compared with n": lambda A: from_reflections(A, wide=any_shape),
        **{
            sentence: lambda A, rule=rule: from_reflections(A, singular=rule)
            for sentence, rule in RANK.items()
        },
        "v is formed with the cancelling sign": lambda A: from_reflections(
            A, alpha=cancelling
        ),
        "the columns are orthogonalised by classical Gram–Schmidt": lambda A: (
            gram_schmidt(A, modified=False)
        ),
        "the columns are orthogonalised by modified Gram–Schmidt": lambda A: (
            gram_schmidt(A, modified=True)
        ),
        "R is the Cholesky factor of AᵀA, which squares the condition number": refusing(
            by_cholesky
        ),
        "the diagonal of R keeps the signs of the reflections": refusing(
            lambda A: (
                apply(triangular_form(A)[0][::-1], np.eye(*A.shape)),
                triangular_form(A)[1],
            )
        ),
        "the rows of R are given their signs, the columns of Q are not": only_R_positive,
        "the columns of R are given their signs instead of its rows": columns_of_R_flipped,
        "the reflections are applied to the unit vectors first to last: Hₙ…H₁ instead of H₁…Hₙ": last_first,
        "Q is returned m×m, and R m×n": whole,
        "rounding errors are left below the diagonal of R": lambda A: from_reflections(
            A, exact_zeros=False
        ),
    },
}

# ------------------------------------------------------------------ other valid ways


def with_leading_one(x):
    """v₁ = 1 first, then its length."""
    if not x.any():
        return x, 0.0
    alpha = adding(x)
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
    m, n = A.shape
    Q, R = np.zeros((m, n)), np.zeros((n, n))
    for j in range(n):
        q = A[:, j].copy()
        for _ in range(2):
            s = Q[:, :j].T @ q
            R[:j, j] += s
            q -= Q[:, :j] @ s
        R[j, j] = np.linalg.norm(q)
        Q[:, j] = q / R[j, j]
    return Q, R


ALTERNATIVES = {
    "householder": {"v₁ = 1 first": with_leading_one},
    "reflect": {"the matrices I − 2vvᵀ": as_matrices},
    "qr": {
        "reflections": from_reflections,
        "Givens rotations": refusing(givens),
        "Gram–Schmidt, twice": refusing(gram_schmidt_twice),
    },
}
