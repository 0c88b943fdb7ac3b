# Observations with weights — shared_tests/katas/weighted_least_squares/README.md

"""
w = argmin ½ Σ vᵢ(xᵢᵀw − yᵢ)², sse = Σ vᵢrᵢ² with r = y − Xw
"""
function wls(X, y, v)
    # X[n,p], y[n], v[n] -> w[p], sse
    not_implemented()
end
