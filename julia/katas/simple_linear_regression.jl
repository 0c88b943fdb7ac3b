# The best-fit line — shared_tests/katas/simple_linear_regression/README.md

"""
slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
"""
function fit_line(x, y)
    # x[n], y[n] -> slope, intercept, r2
    not_implemented()
end

"""
ŷᵢ = intercept + slope · xᵢ
"""
function predict_line(slope, intercept, x)
    # slope, intercept, x[n] -> yhat[n]
    not_implemented()
end
