"""One observation at a time — shared_tests/katas/recursive_least_squares/README.md"""

import numpy as np

from matrix_products import dot, matvec
from refusals import InvalidParameter


def rls(X, y, forget, delta):
    """e = y − xᵀw, u = Px, c = f + xᵀu, w += eu/c, P = (P − uuᵀ/c)/f, P₀ = I/δ"""
    # X[n,p], y[n], forget, delta -> w[p], P[p,p], e[n]
    raise NotImplementedError
