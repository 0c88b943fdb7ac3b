# Multinomial logistic regression — shared_tests/katas/softmax_regression/README.md

"""
Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
"""
function log_softmax(Z)
    not_implemented()
end

"""
J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
"""
function softmax_value_grad(X, y, K, W, b, λ)
    not_implemented()
end

"""
(W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
"""
function softmax_gd(X, y, K, λ, step, iters)
    not_implemented()
end
