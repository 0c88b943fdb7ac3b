# Ridge regression, intercept unpenalised — shared_tests/katas/ridge/README.md

"""
Xc = X − 1x̄ᵀ, yc = y − 1ȳ
"""
function center(X, y)
    # x̄ = x₀ + mean of xᵢ − x₀, so a constant column is centred to exactly 0
    n, x₀ = length(y), X[1, :]
    x̄, ȳ = x₀ + vec(sum(X .- x₀', dims = 1)) / n, sum(y) / n
    return X .- x̄', y .- ȳ, x̄, ȳ
end

"""
w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²
"""
function ridge(X, y, λ, fit_intercept)
    λ < 0 && throw(InvalidParameter("lam is $λ, below 0"))
    n, p = size(X)
    if fit_intercept
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x̄, ȳ = center(X, y)
        w, _ = ridge(Xc, yc, λ, false)
        return w, ȳ - dot(x̄, w)
    end
    if λ == 0
        # J is the loss of least squares, which needs independent columns
        return ols(X, y), 0.0
    end
    # n∇J = (XᵀX + nλI) w − Xᵀy = 0, positive definite whatever X is
    try
        return cholesky_solve(X'X + n * λ * I, X'y), 0.0
    catch refusal
        refusal isa NotPositiveDefinite || rethrow()
        # nλ is lost beside XᵀX, √(nλ) is not beside X: 2nJ = ‖[X; √(nλ)I]w − [y; 0]‖²
        return ols_qr([X; sqrt(n * λ) * I], [y; zeros(p)])[1], 0.0
    end
end

"""
w = Xcᵀ(XcXcᵀ + nλI)⁻¹yc, b = ȳ − x̄ᵀw, with Xc = X − 1x̄ᵀ and yc = y − 1ȳ
"""
function ridge_dual(X, y, λ, fit_intercept)
    λ <= 0 && throw(InvalidParameter("lam is $λ, the dual needs a positive one"))
    n, p = size(X)
    if fit_intercept
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x̄, ȳ = center(X, y)
        w, _ = ridge_dual(Xc, yc, λ, false)
        return w, ȳ - dot(x̄, w)
    end
    # (XᵀX + cI) Xᵀ = Xᵀ (XXᵀ + cI), so w = Xᵀα with (XXᵀ + nλI) α = y
    try
        α = cholesky_solve(X * X' + n * λ * I, y)
        return X'α, 0.0
    catch refusal
        refusal isa NotPositiveDefinite || rethrow()
        # y = RᵀRα with [Xᵀ; √(nλ)I] = QR, and [w; √(nλ)α] = QRα = QR⁻ᵀy
        V, R = reflections([X'; sqrt(n * λ) * I])
        z = [forward_substitution(R', y); zeros(p)]
        return reflect(reverse(V, dims = 1), z)[1:p], 0.0
    end
end
