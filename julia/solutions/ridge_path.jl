# Many λ for the price of one decomposition — shared_tests/katas/ridge_path/README.md

"""
w = Σⱼ sⱼ/(sⱼ² + nλ) (uⱼᵀy) vⱼ, b = ȳ − x̄ᵀw, df = Σⱼ sⱼ²/(sⱼ² + nλ)
"""
function ridge_path(X, y, lambdas, fit_intercept)
    λ₀ = minimum(lambdas)
    λ₀ < 0 && throw(InvalidParameter("lambdas go down to $λ₀, below 0"))
    if fit_intercept
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x̄, ȳ = center(X, y)
        W, _, df = ridge_path(Xc, yc, lambdas, false)
        return W, ȳ .- W * x̄, df
    end
    n, p = size(X)
    if n < p
        # Xᵀ = V diag(s) Uᵀ
        V, s, U, _ = svd(X')
    else
        U, s, V, _ = svd(X)
    end
    # what is only rounding has no direction
    kept = s .> 1e-12 * s[1]
    U, s, V = U[:, kept], s[kept], V[:, kept]
    # (XᵀX + nλI) w = Xᵀy is diagonal in the basis of the vⱼ, for every λ
    total = (s .^ 2)' .+ n * lambdas
    W = ((s .* (U'y))' ./ total) * V'
    # ŷ = Σⱼ sⱼ²/(sⱼ² + nλ) (uⱼᵀy) uⱼ, and df is the trace of that map
    return W, zero(lambdas), vec(sum((s .^ 2)' ./ total, dims = 2))
end
