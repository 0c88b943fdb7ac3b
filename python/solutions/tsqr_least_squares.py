"""Tall-skinny QR over blocks — shared_tests/katas/tsqr_least_squares/README.md"""

from functools import reduce
from itertools import pairwise

import numpy as np

from cholesky_solve import back_substitution
from householder_qr import householder, reflect
from matrix_products import dot
from refusals import InvalidParameter, RankDeficient


def triangle(A):
    """TᵀT = AᵀA, T upper triangular with tⱼⱼ ≥ 0"""
    # rows of zeros change no length
    m, q = A.shape
    T = np.vstack([A, np.zeros((max(q - m, 0), q))])
    for j in range(q):
        v, T[j, j] = householder(T[j:, j])
        T[j + 1 :, j] = 0
        T[j:, j + 1 :] = reflect(v[None], T[j:, j + 1 :])
    # (DT)ᵀ(DT) = TᵀT for every D = diag(±1)
    d = np.where(np.diag(T) < 0, -1, 1)
    return d[:, None] * T[:q]


def merge_triangles(T_a, T_b):
    """TᵀT = T_aᵀT_a + T_bᵀT_b, T upper triangular with tⱼⱼ ≥ 0"""
    # the sum is the Gram matrix of [T_a; T_b]
    return triangle(np.vstack([T_a, T_b]))


def solve_triangle(T):
    """Rw = z and sse = ρ², where T = [R z; 0 ρ]"""
    p = len(T) - 1
    for j in range(p):
        # column j of R is as long as column j of X, and rⱼⱼ of it is new
        length = np.sqrt(dot(T[:, j], T[:, j]))
        if abs(T[j, j]) <= 1e-12 * length:
            raise RankDeficient(
                f"column {j}, {length:.3g} long, is {T[j, j]:.3g} away from the earlier ones"
            )
    return back_substitution(T[:p, :p], T[:p, p]), T[p, p] ** 2


def tsqr_ls(X, y, offsets):
    """w = argmin ‖Xw − y‖², sse = ‖Xw − y‖², from the triangles of blocks of [X y]"""
    n = len(y)
    if offsets[0] != 0 or offsets[-1] != n or np.diff(offsets).min(initial=0) < 0:
        raise InvalidParameter(f"offsets must rise from 0 to {n}")
    blocks = (np.column_stack([X[a:b], y[a:b]]) for a, b in pairwise(offsets))
    # [X y] = QT: ‖Xw − y‖² = ‖T(w, −1)‖² = ‖Rw − z‖² + ρ²
    return solve_triangle(reduce(merge_triangles, map(triangle, blocks)))
