"""Standard errors, t, F, R², p-values — shared_tests/katas/ols_inference/README.md"""

import numpy as np

from cholesky_solve import back_substitution, forward_substitution
from householder_qr import qr
from refusals import InvalidParameter, NoFiniteOptimum


def ols_inference(X, y, has_intercept):
    """σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F"""
    raise NotImplementedError


def gamma_ratio(a):
    """r = Γ(a + ½)/Γ(a)"""
    raise NotImplementedError


def two_sided_p(t, df):
    """p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)"""
    raise NotImplementedError
