# The best-fit line — shared_tests/katas/simple_linear_regression/README.md

"""
slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
"""
function fit_line(x, y)
    not_implemented()
end

"""
ŷᵢ = intercept + slope · xᵢ
"""
function predict_line(slope, intercept, x)
    not_implemented()
end
