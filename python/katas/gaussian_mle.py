"""Least squares as maximum likelihood; AIC and BIC — shared_tests/katas/gaussian_mle/README.md"""

import numpy as np

from ols_normal_equations import ols, predict
from refusals import InvalidParameter, NoFiniteOptimum


def gaussian_loglik(X, y, w, sigma2):
    """ℓ = −(n/2) ln(2πσ²) − ‖y − Xw‖² / (2σ²)"""
    # X[n,p], y[n], w[p], sigma2 -> ll
    raise NotImplementedError


def gaussian_mle(X, y):
    """w, σ² = argmax ℓ(w, σ²), AIC = 2(p+1) − 2ℓ, BIC = (p+1) ln n − 2ℓ"""
    # X[n,p], y[n] -> w[p], sigma2, loglik, aic, bic
    raise NotImplementedError
