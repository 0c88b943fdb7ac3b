# A robust line: the median of slopes — shared_tests/katas/theil_sen/README.md

"""
m = the middle of the sorted x, or the mean of the middle two
"""
function median(x)
    # x[n] -> m
    not_implemented()
end

"""
slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)
"""
function theil_sen(x, y)
    # x[n], y[n] -> slope, intercept
    not_implemented()
end
