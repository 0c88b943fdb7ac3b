"""From singular values with 50 digits."""

import mpmath
import numpy as np

from dojo.spec.certificates import orthogonal_residual
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, after
from dojo.spec.well_posed import unless_refused

# ------------------------------------------------------------------ the truth


def min_norm_ls(X, y, rcond):
    check(X, y, rcond)
    with mpmath.workdps(50):
        P, rank = pseudo_inverse(X, rcond)
        return np.array(list(P * mpmath.matrix(y.tolist())), float), rank


def pinv(A, rcond):
    check(A, rcond)
    with mpmath.workdps(50):
        return np.array(pseudo_inverse(A, rcond)[0].tolist(), float)


def pseudo_inverse(A, rcond):
    """Σⱼ vⱼ uⱼᵀ / sⱼ over the sⱼ that are kept, and how many these are."""
    U, s, Vt = mpmath.svd_r(mpmath.matrix(A.tolist()))
    rank = sum(1 for x in s if x > limit(A, rcond) * s[0])
    P = mpmath.zeros(A.shape[1], A.shape[0])
    for j in range(rank):
        P += Vt[j, :].T * U[:, j].T / s[j]
    return P, rank


def limit(A, rcond):
    """What counts as 0, as a part of s₀: rcond, and in any case what is rounding."""
    return max(rcond, max(A.shape) * 2.0**-52)


def check(*inputs):
    if not 0 <= inputs[-1] < 1:
        raise InvalidParameter(f"rcond is {inputs[-1]}")


# ------------------------------------------------------------------ what the draws are made of


def of_rank(rng, n, p, rank, scales=1.0):
    """Integers of this rank, exactly, times the scales of the columns."""
    while True:
        A = rng.randint(-3, 4, (n, rank)) @ rng.randint(-2, 3, (rank, p)) * scales
        s = np.linalg.svd(A, compute_uv=False)
        if s[rank - 1] > 0.01 * s[0]:
            return A


def sum_of_others(rng, n, p):
    """The last column is the sum of the others, in decimal fractions."""
    X = decimals(rng.uniform(-2, 2, (n, p - 1)))
    return np.column_stack([X, decimals(X.sum(axis=1))])


def nearly(rng, n, p):
    """The last column is the sum of the others but for a few hundred-thousandths."""
    X = sum_of_others(rng, n, p)
    X[:, -1] += 1e-5 * rng.randint(-3, 4, n)
    return decimals(X, 5)


# ------------------------------------------------------------------ certificates


def certify_least_norm(X, y, rcond, w, rank):
    """w lies in the row space; the residual is orthogonal to the columns, if nothing but rounding is cut."""
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    rest = np.max(np.abs(w - Vt[:rank].T @ (Vt[:rank] @ w)))
    if rest > 1e-10 * np.max(np.abs(w)):
        return f"w has a part of size {rest:.3g} in the null space: a shorter one fits as well."
    is_rounding = (s[rank:] <= 1e-14 * s[0]).all()
    return orthogonal_residual(X, y, w) if is_rounding else ""


def certify_pinv(A, rcond, P):
    """The four equations of Penrose; APA = A up to what rcond cuts."""
    cut = rcond * np.linalg.norm(A)
    for name, error, scale in [
        ("PAP = P", P @ A @ P - P, np.max(np.abs(P))),
        ("(AP)ᵀ = AP", (A @ P).T - A @ P, 1.0),
        ("(PA)ᵀ = PA", (P @ A).T - P @ A, 1.0),
        ("APA = A", A @ P @ A - A, np.max(np.abs(A)) + 1e10 * cut),
    ]:
        if np.max(np.abs(error)) > 1e-10 * scale:
            return f"{name} does not hold: off by {np.max(np.abs(error)):.3g}."
    return ""


CERTIFICATES = {"min_norm_ls": certify_least_norm, "pinv": certify_pinv}


def well_posed(A, *others):
    """No singular value is within a factor of 100 of what is cut; what rounding leaves is far below."""
    rcond = others[-1]
    with mpmath.workdps(50):
        s = mpmath.svd_r(mpmath.matrix(A.tolist()), compute_uv=False)
        ratios = [float(x / s[0]) for x in s[1:] if s[0]]  # s₀ itself is always kept
    if any(rcond / 100 < r < 100 * rcond for r in ratios):
        return "a singular value is near rcond·s₀"
    if any(2.0**-52 < r < 100 * max(A.shape) * 2.0**-52 for r in ratios):
        return "a singular value is near rounding"
    return ""


WELL_POSED = dict.fromkeys(("min_norm_ls", "pinv"), unless_refused(check, well_posed))

# ------------------------------------------------------------------ other valid ways


def lapack(X, y, rcond):
    w, _, rank, _ = np.linalg.lstsq(X, y, rcond=limit(X, rcond))
    return w, rank


def kept(A, rcond):
    """The singular values of a library that are not cut, and their vectors."""
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    rank = np.count_nonzero(s > limit(A, rcond) * s[0])
    return U[:, :rank], s[:rank], Vt[:rank]


def by_the_pseudo_inverse(X, y, rcond):
    U, s, Vt = kept(X, rcond)
    return (Vt.T / s) @ U.T @ y, len(s)


def by_columns(A, rcond):
    """Column i of P is the shortest solution for the unit vector i."""
    return np.column_stack([lapack(A, e, rcond)[0] for e in np.eye(len(A))])


def on_the_row_space(A, rcond):
    """Aᵣ = QB with orthonormal Q, and B = LQ': an inverse of a small square matrix."""
    U, s, Vt = kept(A, rcond)
    Q = np.linalg.qr(U * s)[0]
    P, R = np.linalg.qr((Q.T @ (U * s @ Vt)).T)
    return P @ np.linalg.solve(R.T, Q.T)


ALTERNATIVES = {
    "min_norm_ls": {
        "a library's least squares": after(check, lapack),
        "the pseudo-inverse times y": after(check, by_the_pseudo_inverse),
    },
    "pinv": {
        "a library's pseudo-inverse": after(
            check, lambda A, rcond: np.linalg.pinv(A, limit(A, rcond))
        ),
        "column by column": after(check, by_columns),
        "QR from both sides": after(check, on_the_row_space),
    },
}
