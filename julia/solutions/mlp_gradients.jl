# Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md

"""
A = a(XW + b), where a is tanh, max(0, ·), σ or the identity
"""
function mlp_layer(X, W, b, activation)
    Z = X * W .+ b'
    activation == :tanh && return tanh.(Z)
    activation == :relu && return max.(Z, 0)
    activation == :sigmoid && return sigmoid(Z)
    return Z
end

"""
O = HW₂ + b₂, or its softmax for the cross-entropy, where H = a(XW₁ + b₁)
"""
function mlp_forward(X, W1, b1, W2, b2, activation, loss)
    S = mlp_layer(mlp_layer(X, W1, b1, activation), W2, b2, :identity)
    return loss == :cross_entropy ? exp.(log_softmax(S)) : S
end

# a′, from the values of a
function _slope(A, activation)
    activation == :tanh && return 1 .- A .^ 2
    activation == :relu && return float.(A .> 0)
    activation == :sigmoid && return A .* (1 .- A)
    return one.(A)
end

"""
J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
"""
function mlp_value_grad(X, Y, W1, b1, W2, b2, activation, loss, λ)
    λ >= 0 || throw(InvalidParameter("lam is $λ"))
    entropy = loss == :cross_entropy
    H = mlp_layer(X, W1, b1, activation)
    S = mlp_layer(H, W2, b2, :identity)
    for (i, y) in enumerate(eachrow(Y))
        if entropy && (any(y .< 0) || abs(sum(y) - 1) > 1e-12)
            throw(InvalidLabel("row $(i - 1) of Y is no distribution"))
        end
    end
    # ∂ℓ/∂s = o − y with either loss, and o = 1 + expm1(L)
    n, L = size(X, 1), log_softmax(S)
    dS = (entropy ? (1 .- Y) .* exp.(L) + Y .* expm1.(L) : S - Y) / n
    J = entropy ? -sum(Y .* L) / n : n / 2 * sum(abs2, dS)
    J += λ / 2 * (sum(abs2, W1) + sum(abs2, W2))
    dZ = dS * W2' .* _slope(H, activation)
    gW1, gW2 = X'dZ + λ * W1, H'dS + λ * W2
    return J, gW1, vec(sum(dZ, dims = 1)), gW2, vec(sum(dS, dims = 1))
end
