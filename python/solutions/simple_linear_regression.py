"""The best-fit line — shared_tests/katas/simple_linear_regression/README.md"""

from matrix_products import dot
from refusals import RankDeficient
from stable_moments import mean_var


def fit_line(x, y):
    """slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST"""
    low, high = x.min(), x.max()
    if high - low <= 1e-12 * max(high, -low):
        raise RankDeficient(f"every x is {low}, up to rounding: the slope is free")
    if y.max() == y.min():
        return 0.0, y[0], 1.0
    # ∂/∂intercept = 0: the line passes through (x̄, ȳ)
    x_mean, x_var = mean_var(x, 0)
    y_mean, y_var = mean_var(y, 0)
    # ∂/∂slope = 0: slope · Σ (xᵢ − x̄)² = Σ (xᵢ − x̄)(yᵢ − ȳ)
    xy_cov = dot(x - x_mean, y - y_mean) / len(x)
    slope = xy_cov / x_var
    # SSE = SST − slope · Σ (xᵢ − x̄)(yᵢ − ȳ)
    return slope, y_mean - slope * x_mean, slope * xy_cov / y_var


def predict_line(slope, intercept, x):
    """ŷᵢ = intercept + slope · xᵢ"""
    return intercept + slope * x
