# The best-fit line — shared_tests/katas/simple_linear_regression/README.md

"""
slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
"""
function fit_line(x, y)
    low, high = extrema(x)
    # numbers within four units of their last place may be one number, rounded
    if high - low <= 2.0^-50 * max(high, -low)
        throw(RankDeficient("every x is $low, up to rounding: the slope is free"))
    end
    all(==(y[1]), y) && return 0.0, y[1], 1.0
    # u = x − x₀ is known to ε times the spread of x, while x̄ is known to εx̄ only
    u, v = x .- x[1], y .- y[1]
    ū, u_var = mean_var(u, 0)
    v̄, v_var = mean_var(v, 0)
    # ∂/∂slope = 0: slope · Σ (uᵢ − ū)² = Σ (uᵢ − ū)(vᵢ − v̄)
    uv_cov = sum(i -> (u[i] - ū) * (v[i] - v̄), eachindex(u, v)) / length(x)
    slope = uv_cov / u_var
    # ∂/∂intercept = 0: the line passes through (x̄, ȳ) = (x₀ + ū, y₀ + v̄)
    intercept = y[1] + v̄ - slope * (x[1] + ū)
    # SSE = SST − slope · Σ (uᵢ − ū)(vᵢ − v̄)
    return slope, intercept, slope * uv_cov / v_var
end

"""
ŷᵢ = intercept + slope · xᵢ
"""
function predict_line(slope, intercept, x)
    return intercept .+ slope .* x
end
