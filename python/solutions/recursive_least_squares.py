"""One observation at a time — shared_tests/katas/recursive_least_squares/README.md"""

import numpy as np

from matrix_products import dot, matvec
from refusals import InvalidParameter


def rls(X, y, forget, delta):
    """e = y − xᵀw, u = Px, c = f + xᵀu, w += eu/c, P = (P − uuᵀ/c)/f, P₀ = I/δ"""
    if not 0 < forget <= 1:
        raise InvalidParameter(f"forget is {forget:g}, not above 0 and at most 1")
    if delta <= 0:
        raise InvalidParameter(f"delta is {delta:g}, not positive")
    n, p = X.shape
    # P is the inverse of A = Σ fⁿ⁻ⁱxᵢxᵢᵀ + fⁿδI; before the first row A = δI
    w, P, e = np.zeros(p), np.eye(p) / delta, np.empty(n)
    for i, x in enumerate(X):
        # w has not seen this row
        e[i] = y[i] - dot(x, w)
        # A → fA + xxᵀ, so P → (P − uuᵀ/c)/f, and there Px is u/c
        u = matvec(P, x)
        c = forget + dot(x, u)
        w += e[i] / c * u
        P = (P - np.outer(u, u) / c) / forget
    return w, P, e
