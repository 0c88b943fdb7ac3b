"""Many λ for the price of one decomposition — shared_tests/katas/ridge_path/README.md"""

import numpy as np

from jacobi_svd import svd
from refusals import InvalidParameter
from ridge import center


def ridge_path(X, y, lambdas, fit_intercept):
    """w = Σⱼ sⱼ/(sⱼ² + nλ) (uⱼᵀy) vⱼ, b = ȳ − x̄ᵀw, df = Σⱼ sⱼ²/(sⱼ² + nλ)"""
    if lambdas.min() < 0:
        raise InvalidParameter(f"lambdas go down to {lambdas.min():g}, below 0")
    if fit_intercept:
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x_mean, y_mean = center(X, y)
        W, _, df = ridge_path(Xc, yc, lambdas, False)
        return W, y_mean - W @ x_mean, df
    if len(X) < X.shape[1]:
        # Xᵀ = V diag(s) Uᵀ
        V, s, U, _ = svd(X.T)
    else:
        U, s, V, _ = svd(X)
    # what is only rounding has no direction
    kept = s > 1e-12 * s[0]
    U, s, V = U[:, kept], s[kept], V[:, kept]
    # (XᵀX + nλI) w = Xᵀy is diagonal in the basis of the vⱼ, for every λ
    total = s**2 + len(y) * lambdas[:, None]
    W = s * (U.T @ y) / total @ V.T
    # ŷ = Σⱼ sⱼ²/(sⱼ² + nλ) (uⱼᵀy) uⱼ, and df is the trace of that map
    return W, np.zeros(len(lambdas)), (s**2 / total).sum(axis=1)
