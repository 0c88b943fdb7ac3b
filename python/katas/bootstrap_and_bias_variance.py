"""Resampling, and bias² + variance — shared_tests/katas/bootstrap_and_bias_variance/README.md"""

import numpy as np

from ols_normal_equations import ols, predict
from refusals import InvalidParameter
from stable_moments import mean_var


def bootstrap_ols(X, y, indices, level):
    """Wᵣ = ols of the rows in stretch r of indices; se = sd, bounds = quantiles"""
    # X[n,p], y[n], indices[m]:int, level -> W[m//n,p], se[p], lower[p], upper[p]
    raise NotImplementedError


def bias_variance(X, f, Y):
    """F = X·ols(X, Y): mean (F̄ − f)², mean (F − F̄)², mean (F − f)²"""
    # X[n,p], f[n], Y[n,R] -> bias2, variance, total
    raise NotImplementedError
