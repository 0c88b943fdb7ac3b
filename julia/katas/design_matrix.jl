# Features: powers, dummies, interactions, lags, standardisation — shared_tests/katas/design_matrix/README.md

"""
Vᵢⱼ = xᵢʲ, j = 0 … degree
"""
function polynomial_features(x, degree)
    # x[n], degree:int -> V[n,degree+1]
    not_implemented()
end

"""
Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
"""
function one_hot(labels, K, drop_first)
    # labels[n]:int, K:int, drop_first:bool -> D[n,K-drop_first]
    not_implemented()
end

"""
F = [X, xᵢ ∘ xⱼ for i < j]
"""
function interaction_features(X)
    # X[n,p] -> F[n,p+p*(p-1)//2]
    not_implemented()
end

"""
X[t, j] = series[t + j], y[t] = series[t + d]
"""
function lag_matrix(series, d)
    # series[m], d:int -> X[m-d,d], y[m-d]
    not_implemented()
end

"""
Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
"""
function standardize(X)
    # X[n,p] -> Z[n,p], mean[p], scale[p]
    not_implemented()
end

"""
w = wz / scale, b = bz − wᵀ mean
"""
function unstandardize(wz, bz, mean, scale)
    # wz[p], bz, mean[p], scale[p] -> w[p], b
    not_implemented()
end
