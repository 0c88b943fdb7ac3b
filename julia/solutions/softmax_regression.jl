# Multinomial logistic regression — shared_tests/katas/softmax_regression/README.md

"""
Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
"""
function log_softmax(Z)
    # the same for zᵢ − max zᵢ, where one exponential is 1 and the others are ≤ 1
    largest, where = findmax(Z, dims = 2)
    Z = Z .- largest
    others = exp.(Z)
    others[where] .= 0
    return Z .- log1p.(sum(others, dims = 2))
end

"""
J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
"""
function softmax_value_grad(X, y, K, W, b, λ)
    (K < 2 || λ < 0) && throw(InvalidParameter("K is $K, lam is $λ"))
    i = findfirst(label -> !(0 <= label < K), y)
    isnothing(i) || throw(InvalidLabel("label $(y[i]), but K is $K"))
    n = length(y)
    own = CartesianIndex.(1:n, y .+ 1)
    L = log_softmax(X * W .+ b')
    # the derivative of −L[i, yᵢ] by zᵢₖ is exp(Lᵢₖ), for k = yᵢ exp(Lᵢₖ) − 1
    R = exp.(L)
    R[own] = expm1.(L[own])
    J = -sum(L[own]) / n + λ / 2 * sum(abs2, W)
    return J, X'R / n + λ * W, vec(sum(R, dims = 1)) / n
end

"""
(W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
"""
function softmax_gd(X, y, K, λ, step, iters)
    if K < 2 || step <= 0 || iters < 0
        throw(InvalidParameter("K is $K, step $step, iters $iters"))
    end
    W, b, history = zeros(size(X, 2), K), zeros(K), Float64[]
    for t = 0:iters
        # only the penalty can drive W to infinity, and then J with it
        J, GW, Gb = softmax_value_grad(X, y, K, W, b, λ)
        isfinite(J) || throw(NotConverged("J is $J after $t steps"))
        push!(history, J)
        if t < iters
            W .-= step .* GW
            b .-= step .* Gb
        end
    end
    return W, b, history
end
