"""Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md"""

from itertools import combinations

import numpy as np

from matrix_products import dot, matvec
from refusals import InvalidParameter, NotConverged, RankDeficient


def svd(A):
    """A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0"""
    m, n = A.shape
    if m < n:
        raise InvalidParameter(f"A is {m}×{n}: take Aᵀ")
    # rotating the columns of W = [A; I] leaves W = [AV; V] with VᵀV = I
    W, eps = np.vstack([A, np.eye(n)]), m * 2.0**-52
    noise = eps**2 * (A**2).sum() / n
    sweep, rotated = 0, True
    while rotated:
        if sweep == 60:
            raise NotConverged("not orthogonal after 60 sweeps")
        sweep, rotated = sweep + 1, False
        for i, j in combinations(range(n), 2):
            u, v = W[:m, i], W[:m, j]
            a, b, c = dot(u, u), dot(v, v), dot(u, v)
            if abs(c) <= eps * np.sqrt(a * b) or min(a, b) <= noise:
                continue
            # t² + 2ζt = 1 makes u and v orthogonal; the smaller root turns less
            zeta = (b - a) / (2 * c)
            t = 1 / (zeta + np.copysign(np.hypot(1, zeta), zeta))
            cos = 1 / np.hypot(1, t)
            x, y = W[:, i].copy(), W[:, j].copy()
            W[:, i], W[:, j] = cos * (x - t * y), cos * (t * x + y)
            rotated = True
    # AV = U diag(s): the singular values are the lengths of its columns
    s = np.sqrt((W[:m] ** 2).sum(axis=0))
    order = np.argsort(-s)
    s, U, V = s[order], W[:m, order], W[m:, order]
    # up to m·2⁻⁵²·s₀ there is only rounding, and a column of U is 0
    rank = np.count_nonzero(s > eps * s[0])
    s[rank:], U[:, rank:] = 0, 0
    U[:, :rank] /= s[:rank]
    # the first of the largest entries in a column of V is positive
    size = np.abs(V)
    first = np.argmax(size >= (1 - 1e-10) * size.max(axis=0), axis=0)
    sign = np.sign(V[first, np.arange(n)])
    return sign * U, s, sign * V, rank


def power_iteration(A, v0, iters):
    """vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v"""
    length = np.sqrt(dot(v0, v0))
    if iters < 0 or length == 0:
        raise InvalidParameter(f"{iters} steps from ‖v0‖ = {length:g}")
    Av = v0
    for k in range(iters + 1):
        # a component along the eigenvalue λ grows by |λ| / ‖Av‖ in a step
        length = np.sqrt(dot(Av, Av))
        if length == 0:
            raise RankDeficient(f"Av is 0 in step {k}")
        v = Av / length
        Av = matvec(A, v)
    return dot(v, Av), v
