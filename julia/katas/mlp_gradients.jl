# Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md

"""
A = a(XW + b), where a is tanh, max(0, ·), σ or the identity
"""
function mlp_layer(X, W, b, activation)
    # X[n,d], W[d,h], b[h], activation:{tanh,relu,sigmoid,identity} -> A[n,h]
    not_implemented()
end

"""
O = HW₂ + b₂, or its softmax for the cross-entropy, where H = a(XW₁ + b₁)
"""
function mlp_forward(X, W1, b1, W2, b2, activation, loss)
    # X[n,d], W1[d,h], b1[h], W2[h,k], b2[k], activation:{tanh,relu,sigmoid,identity},
    # loss:{squared_error,cross_entropy} -> O[n,k]
    not_implemented()
end

"""
J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
"""
function mlp_value_grad(X, Y, W1, b1, W2, b2, activation, loss, λ)
    # X[n,d], Y[n,k], W1[d,h], b1[h], W2[h,k], b2[k],
    # activation:{tanh,relu,sigmoid,identity}, loss:{squared_error,cross_entropy}, lam
    # -> J, gW1[d,h], gb1[h], gW2[h,k], gb2[k]
    not_implemented()
end
