# The best-fit line — shared_tests/katas/simple_linear_regression/README.md

"""
slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
"""
function fit_line(x, y)
    low, high = extrema(x)
    if high - low <= 1e-12 * max(high, -low)
        throw(RankDeficient("every x is $low, up to rounding: the slope is free"))
    end
    all(==(y[1]), y) && return 0.0, y[1], 1.0
    # ∂/∂intercept = 0: the line passes through (x̄, ȳ)
    x̄, x_var = mean_var(x, 0)
    ȳ, y_var = mean_var(y, 0)
    # ∂/∂slope = 0: slope · Σ (xᵢ − x̄)² = Σ (xᵢ − x̄)(yᵢ − ȳ)
    xy_cov = sum(i -> (x[i] - x̄) * (y[i] - ȳ), eachindex(x, y)) / length(x)
    slope = xy_cov / x_var
    # SSE = SST − slope · Σ (xᵢ − x̄)(yᵢ − ȳ)
    return slope, ȳ - slope * x̄, slope * xy_cov / y_var
end

"""
ŷᵢ = intercept + slope · xᵢ
"""
function predict_line(slope, intercept, x)
    return intercept .+ slope .* x
end
