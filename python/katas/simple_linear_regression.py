"""The best-fit line — shared_tests/katas/simple_linear_regression/README.md"""

from matrix_products import dot
from refusals import RankDeficient
from stable_moments import mean_var


def fit_line(x, y):
    """slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST"""
    # x[n], y[n] -> slope, intercept, r2
    raise NotImplementedError


def predict_line(slope, intercept, x):
    """ŷᵢ = intercept + slope · xᵢ"""
    # slope, intercept, x[n] -> yhat[n]
    raise NotImplementedError
