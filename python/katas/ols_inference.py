"""Standard errors, t, F, R², p-values — shared_tests/katas/ols_inference/README.md"""

import numpy as np

from cholesky_solve import back_substitution, forward_substitution
from householder_qr import qr
from refusals import InvalidParameter, NoFiniteOptimum


def ols_inference(X, y, has_intercept):
    """σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F"""
    # X[n,p], y[n], has_intercept:bool -> w[p], se[p], t[p], sigma2, r2, r2_adj, f
    raise NotImplementedError


def gamma_ratio(a):
    """r = Γ(a + ½)/Γ(a)"""
    # a -> r
    raise NotImplementedError


def two_sided_p(t, df):
    """p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)"""
    # t[k], df -> p_values[k]
    raise NotImplementedError
