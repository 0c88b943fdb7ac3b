"""Limited-memory BFGS — shared_tests/katas/lbfgs/README.md"""

import numpy as np

from ols_normal_equations import predict
from refusals import InvalidParameter, NotConverged


def lbfgs_direction(g, S, Y):
    """d = −Hg, H₊ = (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy, H₀ = (sᵀy/yᵀy)I"""
    # g[p], S[m,p], Y[m,p] -> d[p]
    raise NotImplementedError


def lbfgs_minimize(X, y, w0, delta, lam, memory, tol, max_iter):
    """w = argmin f = (1/n) Σᵢ δ²(√(1 + rᵢ²/δ²) − 1) + (λ/2)‖w‖², ‖∇f‖∞ ≤ tol"""
    # X[n,p], y[n], w0[p], delta, lam, memory:int, tol, max_iter:int -> w[p], f,
    # iters:int
    raise NotImplementedError
