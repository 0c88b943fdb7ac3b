"""Features: powers, dummies, interactions, lags, standardisation — shared_tests/katas/design_matrix/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter
from stable_moments import mean_var


def polynomial_features(x, degree):
    """Vᵢⱼ = xᵢʲ, j = 0 … degree"""
    if degree < 0:
        raise InvalidParameter(f"degree is {degree}, below 0")
    # xʲ⁺¹ = xʲ x, from x⁰ = 1
    V = np.ones((len(x), degree + 1))
    V[:, 1:] = x[:, None]
    return V.cumprod(axis=1)


def one_hot(labels, K, drop_first):
    """Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0"""
    if K - drop_first < 1:
        raise InvalidParameter(f"K − drop_first is {K - drop_first}, below 1")
    outside = labels[(labels < 0) | (labels >= K)]
    if outside.size:
        raise InvalidLabel(f"label {outside[0]}, but K is {K}")
    return (labels[:, None] == np.arange(drop_first, K)).astype(float)


def interaction_features(X):
    """F = [X, xᵢ ∘ xⱼ for i < j]"""
    # all pairs i < j in lexicographic order
    i, j = np.triu_indices(X.shape[1], 1)
    return np.hstack([X, X[:, i] * X[:, j]])


def lag_matrix(series, d):
    """X[t, j] = series[t + j], y[t] = series[t + d]"""
    if not 1 <= d < len(series):
        raise InvalidParameter(
            f"d is {d}, not between 1 and m − 1, and m is {len(series)}"
        )
    # t = 0 … m − d − 1, so that t + d is still in the series
    t = np.arange(len(series) - d)
    return series[t[:, None] + np.arange(d)], series[t + d]


def standardize(X):
    """Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n"""
    mean, var = np.array([mean_var(x, 0) for x in X.T]).T
    # a constant column has scale 1 and z = 0, whatever rounding made of its mean
    varies = X.min(axis=0) < X.max(axis=0)
    scale = np.where(varies, np.sqrt(var), 1)
    return np.where(varies, (X - mean) / scale, 0), mean, scale


def unstandardize(wz, bz, mean, scale):
    """w = wz / scale, b = bz − wᵀ mean"""
    if scale.min() <= 0:
        raise InvalidParameter(
            f"scale {scale.argmin()} is {scale.min():.3g}, not positive"
        )
    # bz + wzᵀz = bz + Σⱼ wzⱼ (xⱼ − meanⱼ) / scaleⱼ = b + wᵀx
    w = wz / scale
    return w, bz - w @ mean
