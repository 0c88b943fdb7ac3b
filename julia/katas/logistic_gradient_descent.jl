# Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md

"""
sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
"""
function sigmoid(z)
    not_implemented()
end

"""
sᵢ = ln(1 + exp(zᵢ))
"""
function softplus(z)
    not_implemented()
end

"""
J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J
"""
function logistic_value_grad(X, y, w, b, λ)
    not_implemented()
end

"""
(w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)
"""
function logistic_gd(X, y, w0, b0, λ, step, iters)
    not_implemented()
end
