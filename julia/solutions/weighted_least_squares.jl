# Observations with weights — shared_tests/katas/weighted_least_squares/README.md

"""
w = argmin ½ Σ vᵢ(xᵢᵀw − yᵢ)², sse = Σ vᵢrᵢ² with r = y − Xw
"""
function wls(X, y, v)
    minimum(v) < 0 && throw(InvalidParameter("a weight is $(minimum(v)), below 0"))
    # a row of weight 0 says nothing
    n, p = count(!iszero, v), size(X, 2)
    n < p && throw(RankDeficient("$n rows have weight, for $p coefficients"))
    # vᵢrᵢ² = (√vᵢrᵢ)²: least squares for the rows √vᵢxᵢ and √vᵢyᵢ
    s = sqrt.(v)
    w = ols(s .* X, s .* y)
    r = y - predict(X, w)
    return w, dot(v, r .^ 2)
end
