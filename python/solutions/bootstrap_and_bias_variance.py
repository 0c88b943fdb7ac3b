"""Resampling, and bias² + variance — shared_tests/katas/bootstrap_and_bias_variance/README.md"""

import numpy as np

from ols_normal_equations import ols, predict
from refusals import InvalidParameter
from stable_moments import mean_var


def bootstrap_ols(X, y, indices, level):
    """Wᵣ = ols of the rows in stretch r of indices; se = sd, bounds = quantiles"""
    n = len(y)
    B, rest = divmod(len(indices), n)
    if B < 2 or rest:
        raise InvalidParameter(f"{len(indices)} indices are {B} times {n} and {rest}")
    if indices.min() < 0 or indices.max() >= n:
        raise InvalidParameter(f"an index is outside 0 … {n - 1}")
    if not 0 < level < 1:
        raise InvalidParameter(f"level is {level:g}, not in (0, 1)")
    # a row of X and its y stay together
    W = np.array([ols(X[rows], y[rows]) for rows in indices.reshape(B, n)])
    se = np.sqrt([mean_var(w, 1)[1] for w in W.T])
    W_sorted = np.sort(W, axis=0)
    lower = _quantile(W_sorted, (1 - level) / 2)
    return W, se, lower, _quantile(W_sorted, (1 + level) / 2)


def _quantile(W, q):
    # row k of the sorted W is the quantile k/(B − 1); between two rows it is linear
    position = q * (len(W) - 1)
    k = min(int(position), len(W) - 2)
    return W[k] + (position - k) * (W[k + 1] - W[k])


def bias_variance(X, f, Y):
    """F = X·ols(X, Y): mean (F̄ − f)², mean (F − F̄)², mean (F − f)²"""
    F = np.array([predict(X, ols(X, y)) for y in Y.T]).T
    # the mean over the repetitions, for every row of X
    F_mean = F.mean(axis=1)
    bias2 = ((F_mean - f) ** 2).mean()
    variance = ((F - F_mean[:, None]) ** 2).mean()
    # (F − f)² = (F − F̄)² + 2(F − F̄)(F̄ − f) + (F̄ − f)², and F − F̄ averages to 0
    return bias2, variance, ((F - f[:, None]) ** 2).mean()
