"""QR by Householder reflections — shared_tests/katas/householder_qr/README.md"""

import numpy as np

from matrix_products import dot
from refusals import RankDeficient


def householder(x):
    """v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖"""
    # x[m] -> v[m], alpha
    raise NotImplementedError


def reflect(V, b):
    """c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V"""
    # V[k,m], b[m] -> c[m]
    raise NotImplementedError


def reflections(A):
    """Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V"""
    # A[m,n] -> V[n,m], R[n,n]
    raise NotImplementedError


def qr(A):
    """A = QR, QᵀQ = I, R upper triangular with a positive diagonal"""
    # A[m,n] -> Q[m,n], R[n,n]
    raise NotImplementedError
