"""Least squares as maximum likelihood; AIC and BIC — shared_tests/katas/gaussian_mle/README.md"""

import numpy as np

from ols_normal_equations import ols, predict
from refusals import InvalidParameter, NoFiniteOptimum


def gaussian_loglik(X, y, w, sigma2):
    """ℓ = −(n/2) ln(2πσ²) − ‖y − Xw‖² / (2σ²)"""
    if sigma2 <= 0:
        raise InvalidParameter(f"sigma2 is {sigma2:g}, not positive")
    r = y - predict(X, w)
    # ℓ = Σᵢ ln of the normal density of rᵢ with variance σ²
    return -len(y) / 2 * np.log(2 * np.pi * sigma2) - r @ r / (2 * sigma2)


def gaussian_mle(X, y):
    """w, σ² = argmax ℓ(w, σ²), AIC = 2(p+1) − 2ℓ, BIC = (p+1) ln n − 2ℓ"""
    n, p = X.shape
    # whatever σ² is, ℓ is largest where ‖y − Xw‖² is least
    w = ols(X, y)
    r = y - predict(X, w)
    if r @ r <= 1e-20 * (y @ y):
        raise NoFiniteOptimum("the fit is perfect: ℓ grows without bound as σ² → 0")
    # ∂ℓ/∂σ² = 0 at the mean square
    sigma2 = r @ r / n
    loglik = gaussian_loglik(X, y, w, sigma2)
    return w, sigma2, loglik, 2 * (p + 1) - 2 * loglik, (p + 1) * np.log(n) - 2 * loglik
