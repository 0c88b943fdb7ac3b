"""Influence, and standard errors that do not trust σ² — shared_tests/katas/leverage_and_sandwich/README.md"""

import numpy as np

from cholesky_solve import back_substitution
from householder_qr import qr
from refusals import InvalidParameter, NoFiniteOptimum, RankDeficient


def leverages(X):
    """hᵢ = xᵢᵀ(XᵀX)⁻¹xᵢ"""
    # X[n,p] -> h[n]
    raise NotImplementedError


def influence(X, y):
    """student = e/s√(1 − h), cook = e²h/ps²(1 − h)², loo = e/(1 − h), e = y − Xw"""
    # X[n,p], y[n] -> h[n], student[n], cook[n], loo[n]
    raise NotImplementedError


def hc_covariance(X, y, variant):
    """V = (XᵀX)⁻¹Xᵀ diag(e²f) X(XᵀX)⁻¹, f = 1, n/(n − p), 1/(1 − h), 1/(1 − h)²"""
    # X[n,p], y[n], variant:{hc0,hc1,hc2,hc3} -> V[p,p]
    raise NotImplementedError
