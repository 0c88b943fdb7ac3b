"""Conjugate posterior and predictive variance — shared_tests/katas/bayesian_linear_regression/README.md"""

import numpy as np

from cholesky_solve import cholesky, forward_substitution
from householder_qr import reflect, reflections
from matrix_products import gram
from refusals import InvalidParameter


def posterior(X, y, m0, S0, beta):
    """SN = (S₀⁻¹ + βXᵀX)⁻¹, mN = SN(S₀⁻¹m₀ + βXᵀy)"""
    # X[n,p], y[n], m0[p], S0[p,p], beta -> mN[p], SN[p,p]
    raise NotImplementedError


def predictive(Xs, mN, SN, beta):
    """mean = Xs mN, var = 1/β + diag(Xs SN Xsᵀ)"""
    # Xs[m,p], mN[p], SN[p,p], beta -> mean[m], var[m]
    raise NotImplementedError
