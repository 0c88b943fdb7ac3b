"""QR by Householder reflections — shared_tests/katas/householder_qr/README.md"""

import numpy as np

from matrix_products import dot
from refusals import RankDeficient


def householder(x):
    """v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖"""
    # x₁ and −α have the same sign, so x₁ − α does not cancel
    alpha = np.sqrt(dot(x, x)) * (-1 if x[0] >= 0 else 1)
    v = x.copy()
    v[0] -= alpha
    length = np.sqrt(dot(v, v))
    return v / length if length > 0 else v, alpha


def reflect(V, b):
    """c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V"""
    c = b.copy()
    for v in V:
        # Hc = c − 2v(vᵀc), for a vector as for the columns of a matrix
        c -= np.multiply.outer(2 * v, v @ c)
    return c


def reflections(A):
    """Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V"""
    m, n = A.shape
    if m < n:
        raise RankDeficient(f"{n} columns of length {m} are dependent")
    V, R = np.zeros((n, m)), A.copy()
    for j in range(n):
        # a reflection keeps lengths: this is still the length of column j of A
        length = np.sqrt(dot(R[:, j], R[:, j]))
        # vⱼ begins with zeros, so Hⱼ spares the rows that are done
        v, r = householder(R[j:, j])
        if abs(r) <= 1e-12 * length:
            raise RankDeficient(
                f"column {j}, {length:.3g} long, is {abs(r):.3g} away from the earlier ones"
            )
        V[j, j:] = v
        R[j, j], R[j + 1 :, j] = r, 0
        R[j:, j + 1 :] = reflect(v[None], R[j:, j + 1 :])
    return V, R[:n]


def qr(A):
    """A = QR, QᵀQ = I, R upper triangular with a positive diagonal"""
    V, R = reflections(A)
    # A = (QD)(DR) for every D = diag(±1)
    d = np.where(np.diag(R) < 0, -1, 1)
    # A = H₁…Hₙ[R; 0], so Q = H₁…Hₙ[I; 0]
    Q = reflect(V[::-1], np.eye(*A.shape))
    return Q * d, d[:, None] * R
