"""Triangles from the exact Gram matrix by elimination, roots with 50 digits; weights over the rationals."""

from itertools import pairwise

import mpmath
import numpy as np
import scipy.linalg

from dojo.spec import kata, rational
from dojo.spec.certificates import orthogonal_residual, triangular
from dojo.spec.designs import decimals, uniform
from dojo.spec.refusals import InvalidParameter, RankDeficient, after

plain = kata("ols_qr").oracle

# ------------------------------------------------------------------ the truth


def triangle(A):
    """AᵀA = LDLᵀ without error, and T = √D Lᵀ; a pivot of 0 leaves a row of zeros."""
    S = rational.gram(rational.exact(A))
    T = np.zeros((len(S), len(S)))
    for j in range(len(S)):
        row, d = S[j], S[j][j]
        if not d:
            continue
        with mpmath.workdps(50):
            root = mpmath.sqrt(rational.precise(d))
            T[j, j:] = [float(rational.precise(s) / root) for s in row[j:]]
        S = [
            [s - r[j] * t / d for s, t in zip(r, row, strict=True)] if i > j else r
            for i, r in enumerate(S)
        ]
    return T


def merge_triangles(T_a, T_b):
    return triangle(np.vstack([T_a, T_b]))


def solve_triangle(T):
    refuse_triangle(T)
    R, z = rational.exact(T[:-1, :-1]), rational.exact(T[:-1, -1])
    return rational.rounded(rational.solve(R, z)), float(T[-1, -1] ** 2)


def tsqr_ls(X, y, offsets):
    check(X, y, offsets)
    return plain.ols_qr(X, y)


def refuse_triangle(T):
    lengths = np.linalg.norm(T, axis=0)
    if np.any(np.abs(np.diag(T))[:-1] <= 1e-12 * lengths[:-1]):
        raise RankDeficient("the columns are dependent")


def check(X, y, offsets):
    if offsets[0] or offsets[-1] != len(y) or np.any(np.diff(offsets) < 0):
        raise InvalidParameter("offsets do not rise from 0 to n")
    plain.refuse(X, y)


# ------------------------------------------------------------------ what the draws are made of


def drawn_triangle(rng, q):
    """With a clear diagonal."""
    T = np.triu(uniform(rng, q, q), 1)
    return T + np.diag(decimals(rng.uniform(1, 3, q)))


def wampler(delta):
    """A polynomial of degree 5 at 0, 1, …, 20, all coefficients 1, and δ times a residual orthogonal to the columns."""
    X = np.vander(np.arange(21.0), 6, increasing=True)
    e = [759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048]
    return {"X": X, "y": X.sum(axis=1) + delta * np.array(e + e[-2::-1])}


def bounds(X, y, offsets):
    """ρ is known to ε‖y‖ times a small number."""
    _, sse = tsqr_ls(X, y, offsets)
    return {"sse": 1e-9 * sse + 1e-24 * len(y) * float(y @ y)}


BOUNDS = {"tsqr_ls": bounds}

# ------------------------------------------------------------------ certificates


def certify_triangle(A, T):
    """T is upper triangular with a diagonal ≥ 0, and TᵀT = AᵀA relative to the lengths of the columns."""
    if np.min(np.diag(T)) < 0:
        return "the diagonal of T has a negative entry."
    lengths = np.linalg.norm(A, axis=0)
    scale = np.outer(lengths, lengths)
    off = np.max(np.abs(T.T @ T - A.T @ A) / np.where(scale > 0, scale, 1))
    if off > 1e-12:
        return f"TᵀT differs from AᵀA by {off:.1e} of the lengths of two columns."
    return triangular("T", T, lower=False)


CERTIFICATES = {
    "triangle": certify_triangle,
    "merge_triangles": lambda T_a, T_b, T: certify_triangle(np.vstack([T_a, T_b]), T),
    "tsqr_ls": lambda X, y, offsets, w, sse: orthogonal_residual(X, y, w),
}


def one_triangle(A):
    """T is unique where no dependent column stands before an independent one."""
    ratios = [float(r) for r in rational.pivot_ratios(rational.gram(rational.exact(A)))]
    small = [r for r in ratios[:-1] if 0 < r < rational.QR_MARGIN[1]]
    if small:
        return (
            f"column {ratios.index(small[0])} is nearly dependent on the earlier ones"
        )
    T = triangle(A)
    zero = np.flatnonzero(np.diag(T) == 0)
    if zero.size and np.any(T[zero[0] :]):
        return "an independent column stands behind a dependent one"
    return ""


def two_triangles(T_a, T_b):
    if np.any(np.tril(T_a, -1)) or np.any(np.tril(T_b, -1)):
        return "this is no upper triangle"
    return one_triangle(np.vstack([T_a, T_b]))


def a_triangle(T):
    if np.any(np.tril(T, -1)):
        return "this is no upper triangle"
    lengths = np.linalg.norm(T, axis=0)
    sines = np.abs(np.diag(T))[:-1] / np.where(lengths > 0, lengths, 1)[:-1]
    near = sines[(sines > 1e-14) & (sines < 1e-9)]
    return f"a sine is {near[0]:.1e}" if near.size else ""


WELL_POSED = {
    "triangle": one_triangle,
    "merge_triangles": two_triangles,
    "solve_triangle": a_triangle,
    "tsqr_ls": lambda X, y, offsets: plain.WELL_POSED["ols_qr"](X, y),
}

# ------------------------------------------------------------------ other valid ways


def by_lapack(A):
    m, q = A.shape
    R = np.linalg.qr(np.vstack([A, np.zeros((max(q - m, 0), q))]), mode="r")
    return np.where(np.diag(R) < 0, -1, 1)[:, None] * R


def by_rotations(A):
    """Every new row is rotated into the triangle (Givens)."""
    q = A.shape[1]
    T = np.zeros((q, q))
    for row in A.copy():
        for j in range(q):
            r = np.hypot(T[j, j], row[j])
            if r:
                c, s = T[j, j] / r, row[j] / r
                T[j, j:], row[j:] = (
                    c * T[j, j:] + s * row[j:],
                    c * row[j:] - s * T[j, j:],
                )
    return np.triu(T)


def stacked(factor):
    return lambda T_a, T_b: factor(np.vstack([T_a, T_b]))


def a_tree(X, y, offsets):
    """Neighbours first, then pairs of pairs."""
    level = [by_lapack(np.column_stack([X[a:b], y[a:b]])) for a, b in pairwise(offsets)]
    while len(level) > 1:
        pairs = [level[k : k + 2] for k in range(0, len(level), 2)]
        level = [by_lapack(np.vstack(pair)) for pair in pairs]
    return solved(level[0])


def at_once(X, y, offsets):
    return plain.thin(X, y)


def solved(T):
    w = scipy.linalg.solve_triangular(T[:-1, :-1], T[:-1, -1])
    return w, T[-1, -1] ** 2


ALTERNATIVES = {
    "triangle": {"LAPACK": by_lapack, "Givens rotations, row by row": by_rotations},
    "merge_triangles": {
        "LAPACK": stacked(by_lapack),
        "Givens rotations, row by row": stacked(by_rotations),
    },
    "solve_triangle": {
        "LAPACK": after(refuse_triangle, solved),
        "elimination": after(
            refuse_triangle,
            lambda T: (np.linalg.solve(T[:-1, :-1], T[:-1, -1]), T[-1, -1] ** 2),
        ),
    },
    "tsqr_ls": {
        "a binary tree": after(check, a_tree),
        "all rows at once": after(check, at_once),
    },
}
