# Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md

"""
sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
"""
function sigmoid(z)
    # z[k] -> s[k]
    not_implemented()
end

"""
sᵢ = ln(1 + exp(zᵢ))
"""
function softplus(z)
    # z[k] -> s[k]
    not_implemented()
end

"""
J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J
"""
function logistic_value_grad(X, y, w, b, λ)
    # X[n,p], y[n]:int, w[p], b, lam -> J, gw[p], gb
    not_implemented()
end

"""
(w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)
"""
function logistic_gd(X, y, w0, b0, λ, step, iters)
    # X[n,p], y[n]:int, w0[p], b0, lam, step, iters:int -> w[p], b, history[iters+1]
    not_implemented()
end
