"""The best-fit line — shared_tests/katas/simple_linear_regression/README.md"""

from matrix_products import dot
from refusals import RankDeficient
from stable_moments import mean_var


def fit_line(x, y):
    """slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST"""
    low, high = x.min(), x.max()
    # numbers within four units of their last place may be one number, rounded
    if high - low <= 2.0**-50 * max(high, -low):
        raise RankDeficient(f"every x is {low}, up to rounding: the slope is free")
    if y.max() == y.min():
        return 0.0, y[0], 1.0
    # u = x − x₀ is known to ε times the spread of x, while x̄ is known to εx̄ only
    u, v = x - x[0], y - y[0]
    u_mean, u_var = mean_var(u, 0)
    v_mean, v_var = mean_var(v, 0)
    # ∂/∂slope = 0: slope · Σ (uᵢ − ū)² = Σ (uᵢ − ū)(vᵢ − v̄)
    uv_cov = dot(u - u_mean, v - v_mean) / len(x)
    slope = uv_cov / u_var
    # ∂/∂intercept = 0: the line passes through (x̄, ȳ) = (x₀ + ū, y₀ + v̄)
    intercept = y[0] + v_mean - slope * (x[0] + u_mean)
    # SSE = SST − slope · Σ (uᵢ − ū)(vᵢ − v̄)
    return slope, intercept, slope * uv_cov / v_var


def predict_line(slope, intercept, x):
    """ŷᵢ = intercept + slope · xᵢ"""
    return intercept + slope * x
