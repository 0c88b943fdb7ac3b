# Multinomial logistic regression — shared_tests/katas/softmax_regression/README.md

"""
Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
"""
function log_softmax(Z)
    # Z[n,K] -> L[n,K]
    not_implemented()
end

"""
J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
"""
function softmax_value_grad(X, y, K, W, b, λ)
    # X[n,p], y[n]:int, K:int, W[p,K], b[K], lam -> J, GW[p,K], Gb[K]
    not_implemented()
end

"""
(W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
"""
function softmax_gd(X, y, K, λ, step, iters)
    # X[n,p], y[n]:int, K:int, lam, step, iters:int -> W[p,K], b[K], history[iters+1]
    not_implemented()
end
