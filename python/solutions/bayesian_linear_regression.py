"""Conjugate posterior and predictive variance — shared_tests/katas/bayesian_linear_regression/README.md"""

import numpy as np

from cholesky_solve import cholesky, forward_substitution
from householder_qr import reflect, reflections
from matrix_products import gram
from refusals import InvalidParameter


def posterior(X, y, m0, S0, beta):
    """SN = (S₀⁻¹ + βXᵀX)⁻¹, mN = SN(S₀⁻¹m₀ + βXᵀy)"""
    if beta <= 0:
        raise InvalidParameter(f"beta is {beta:g}, not positive")
    # S₀ = LLᵀ: w = m₀ + Lv, where v has mean 0 and covariance I before the data
    L = cholesky(S0)
    p, s = len(m0), np.sqrt(beta)
    # after them v minimises ‖√β(y − Xm₀) − √βXLv‖² + ‖v‖²: [√βXL; I] = QR, Rv = z
    V, R = reflections(np.vstack([s * X @ L, np.eye(p)]))
    z = reflect(V, np.append(s * (y - X @ m0), np.zeros(p)))[:p]
    # and its covariance is (RᵀR)⁻¹, so that of w is TTᵀ with TR = L
    T = np.array([forward_substitution(R.T, row) for row in L])
    return m0 + T @ z, gram(T.T)


def predictive(Xs, mN, SN, beta):
    """mean = Xs mN, var = 1/β + diag(Xs SN Xsᵀ)"""
    if beta <= 0:
        raise InvalidParameter(f"beta is {beta:g}, not positive")
    # y = xᵀw + ε with independent w and ε: their variances add
    return Xs @ mN, 1 / beta + np.sum(Xs @ SN * Xs, axis=1)
