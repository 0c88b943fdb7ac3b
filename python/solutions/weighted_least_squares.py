"""Observations with weights — shared_tests/katas/weighted_least_squares/README.md"""

import numpy as np

from matrix_products import dot
from ols_normal_equations import ols, predict
from refusals import InvalidParameter, RankDeficient


def wls(X, y, v):
    """w = argmin ½ Σ vᵢ(xᵢᵀw − yᵢ)², sse = Σ vᵢrᵢ² with r = y − Xw"""
    if v.min() < 0:
        raise InvalidParameter(f"a weight is {v.min():g}, below 0")
    # a row of weight 0 says nothing
    n, p = np.count_nonzero(v), X.shape[1]
    if n < p:
        raise RankDeficient(f"{n} rows have weight, for {p} coefficients")
    # vᵢrᵢ² = (√vᵢrᵢ)²: least squares for the rows √vᵢxᵢ and √vᵢyᵢ
    s = np.sqrt(v)
    w = ols(s[:, None] * X, s * y)
    r = y - predict(X, w)
    return w, dot(v, r * r)
