# Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md

"""
A = a(XW + b), where a is tanh, max(0, ·), σ or nothing for 0, 1, 2 or 3
"""
function mlp_layer(X, W, b, activation)
    Z = X * W .+ b'
    activation == 0 && return tanh.(Z)
    activation == 1 && return max.(Z, 0)
    activation == 2 && return sigmoid(Z)
    activation == 3 && return Z
    throw(InvalidParameter("activation is $activation"))
end

"""
O = HW₂ + b₂ for loss 0, its softmax for loss 1, where H = a(XW₁ + b₁)
"""
function mlp_forward(X, W1, b1, W2, b2, activation, loss)
    loss in (0, 1) || throw(InvalidParameter("loss is $loss"))
    S = mlp_layer(mlp_layer(X, W1, b1, activation), W2, b2, 3)
    return loss == 1 ? exp.(log_softmax(S)) : S
end

"""
J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
"""
function mlp_value_grad(X, Y, W1, b1, W2, b2, activation, loss, lam)
    if loss ∉ (0, 1) || lam < 0
        throw(InvalidParameter("loss is $loss, lam is $lam"))
    end
    H = mlp_layer(X, W1, b1, activation)
    S = mlp_layer(H, W2, b2, 3)
    for (i, y) in enumerate(eachrow(Y))
        if loss == 1 && (any(y .< 0) || abs(sum(y) - 1) > 1e-12)
            throw(InvalidLabel("row $(i - 1) of Y is no distribution"))
        end
    end
    # ∂ℓ/∂s = o − y with either loss; o = 1 + expm1(L), so it is (1 − y)o + y expm1(L)
    n, L = size(X, 1), log_softmax(S)
    dS = (loss == 1 ? (1 .- Y) .* exp.(L) + Y .* expm1.(L) : S - Y) / n
    J = loss == 1 ? -sum(Y .* L) / n : n / 2 * sum(abs2, dS)
    J += lam / 2 * (sum(abs2, W1) + sum(abs2, W2))
    # a′ = 1 − a² for tanh, [a > 0] for max(0, ·), a(1 − a) for σ
    slopes = (a -> 1 - a^2, a -> a > 0, a -> a * (1 - a), one)
    dZ = dS * W2' .* slopes[activation+1].(H)
    gW1, gW2 = X'dZ + lam * W1, H'dS + lam * W2
    return J, gW1, vec(sum(dZ, dims = 1)), gW2, vec(sum(dS, dims = 1))
end
