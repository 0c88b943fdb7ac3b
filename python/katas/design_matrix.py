"""Features: powers, dummies, interactions, lags, standardisation — shared_tests/katas/design_matrix/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter
from stable_moments import mean_var


def polynomial_features(x, degree):
    """Vᵢⱼ = xᵢʲ, j = 0 … degree"""
    # x[n], degree:int -> V[n,degree+1]
    raise NotImplementedError


def one_hot(labels, K, drop_first):
    """Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0"""
    # labels[n]:int, K:int, drop_first:bool -> D[n,K-drop_first]
    raise NotImplementedError


def interaction_features(X):
    """F = [X, xᵢ ∘ xⱼ for i < j]"""
    # X[n,p] -> F[n,p+p*(p-1)//2]
    raise NotImplementedError


def lag_matrix(series, d):
    """X[t, j] = series[t + j], y[t] = series[t + d]"""
    # series[m], d:int -> X[m-d,d], y[m-d]
    raise NotImplementedError


def standardize(X):
    """Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n"""
    # X[n,p] -> Z[n,p], mean[p], scale[p]
    raise NotImplementedError


def unstandardize(wz, bz, mean, scale):
    """w = wz / scale, b = bz − wᵀ mean"""
    # wz[p], bz, mean[p], scale[p] -> w[p], b
    raise NotImplementedError
