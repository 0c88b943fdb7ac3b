"""The data choose the penalty: type-II maximum likelihood — shared_tests/katas/evidence_maximization/README.md"""

import numpy as np

from jacobi_svd import svd
from matrix_products import dot
from refusals import InvalidParameter, NoFiniteOptimum


def log_evidence(X, y, alpha, beta):
    """L = ln N(y; 0, I/β + XXᵀ/α), of y = Xw + ε, w ~ N(0, I/α), ε ~ N(0, I/β)"""
    # X[n,p], y[n], alpha, beta -> L
    raise NotImplementedError


def evidence_fit(X, y, alpha0, beta0, iters):
    """γ = Σ βdⱼ/(βdⱼ + α), α ← γ/‖m‖², β ← (n − γ)/‖y − Xm‖², d = eig XᵀX"""
    # X[n,p], y[n], alpha0, beta0, iters:int -> alpha, beta, m[p], gamma,
    # history[iters+1]
    raise NotImplementedError
