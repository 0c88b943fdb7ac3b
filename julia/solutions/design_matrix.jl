# Features: powers, dummies, interactions, lags, standardisation — shared_tests/katas/design_matrix/README.md

"""
Vᵢⱼ = xᵢʲ, j = 0 … degree
"""
function polynomial_features(x, degree)
    degree < 0 && throw(InvalidParameter("degree is $degree, below 0"))
    V = ones(length(x), degree + 1)
    for j = 1:degree
        # xʲ = xʲ⁻¹ x, from x⁰ = 1
        @views V[:, j+1] .= V[:, j] .* x
    end
    return V
end

"""
Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
"""
function one_hot(labels, K, drop_first)
    K - drop_first < 1 && throw(InvalidParameter("K − drop_first is $(K - drop_first), below 1"))
    i = findfirst(label -> !(0 <= label < K), labels)
    isnothing(i) || throw(InvalidLabel("label $(labels[i]), but K is $K"))
    return Float64.(labels .== transpose(drop_first:K-1))
end

"""
F = [X, xᵢ ∘ xⱼ for i < j]
"""
function interaction_features(X)
    p = size(X, 2)
    # all pairs i < j in lexicographic order
    products = (X[:, i] .* X[:, j] for i = 1:p for j = i+1:p)
    return hcat(X, products...)
end

"""
X[t, j] = series[t + j], y[t] = series[t + d]
"""
function lag_matrix(series, d)
    m = length(series)
    1 <= d < m || throw(InvalidParameter("d is $d, not between 1 and m − 1, and m is $m"))
    # t = 1 … m − d, so that t + d is still in the series
    return [series[t+j] for t = 1:m-d, j = 0:d-1], series[d+1:m]
end

"""
Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
"""
function standardize(X)
    n, p = size(X)
    Z, mean, scale = zeros(n, p), zeros(p), ones(p)
    for (j, x) in enumerate(eachcol(X))
        mean[j], var = mean_var(x, 0)
        # a constant column has scale 1 and z = 0, whatever rounding made of its mean
        if minimum(x) < maximum(x)
            scale[j] = sqrt(var)
            @. Z[:, j] = (x - mean[j]) / scale[j]
        end
    end
    return Z, mean, scale
end

"""
w = wz / scale, b = bz − wᵀ mean
"""
function unstandardize(wz, bz, mean, scale)
    j = findfirst(scale .<= 0)
    isnothing(j) || throw(InvalidParameter("scale $(j - 1) is $(scale[j]), not positive"))
    # bz + wzᵀz = bz + Σⱼ wzⱼ (xⱼ − meanⱼ) / scaleⱼ = b + wᵀx
    w = wz ./ scale
    return w, bz - dot(w, mean)
end
