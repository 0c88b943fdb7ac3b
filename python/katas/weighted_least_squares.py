"""Observations with weights — shared_tests/katas/weighted_least_squares/README.md"""

import numpy as np

from matrix_products import dot
from ols_normal_equations import ols, predict
from refusals import InvalidParameter, RankDeficient


def wls(X, y, v):
    """w = argmin ½ Σ vᵢ(xᵢᵀw − yᵢ)², sse = Σ vᵢrᵢ² with r = y − Xw"""
    # X[n,p], y[n], v[n] -> w[p], sse
    raise NotImplementedError
