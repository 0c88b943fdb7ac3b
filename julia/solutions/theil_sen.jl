# A robust line: the median of slopes — shared_tests/katas/theil_sen/README.md

"""
m = the middle of the sorted x, or the mean of the middle two
"""
function median(x)
    s, n = sort(x), length(x)
    # as many numbers lie below m as above
    return (s[(n + 1) ÷ 2] + s[n ÷ 2 + 1]) / 2
end

"""
slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)
"""
function theil_sen(x, y)
    n = length(x)
    # two points with the same x say nothing about the slope
    slopes = [(y[j] - y[i]) / (x[j] - x[i]) for i in 1:n for j in i+1:n if x[i] != x[j]]
    isempty(slopes) && throw(RankDeficient("every x is $(x[1]): no pair has a slope"))
    slope = median(slopes)
    # half of the points lie above the line, half below
    return slope, median(y - predict_line(slope, 0, x))
end
