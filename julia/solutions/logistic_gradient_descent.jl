# Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md

"""
sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
"""
function sigmoid(z)
    # σ(z) = 1/(1 + e) for z ≥ 0 and e/(1 + e) for z < 0, with e = exp(−|z|) ≤ 1
    e = exp.(-abs.(z))
    return @. ifelse(z >= 0, 1, e) / (1 + e)
end

"""
sᵢ = ln(1 + exp(zᵢ))
"""
function softplus(z)
    # ln(1 + exp(z)) = max(z, 0) + ln(1 + e), with e = exp(−|z|) ≤ 1
    return @. max(z, 0) + log1p(exp(-abs(z)))
end

"""
J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J
"""
function logistic_value_grad(X, y, w, b, λ)
    λ < 0 && throw(InvalidParameter("lam is $λ, below 0"))
    i = findfirst(label -> label ∉ (0, 1), y)
    isnothing(i) || throw(InvalidLabel("label $(y[i]), it must be 0 or 1"))
    # softplus′ = σ, so for c = 1 − 2y = ±1 the derivative of the loss by z is cσ(cz)
    n, c = length(y), 1 .- 2y
    z = c .* (X * w .+ b)
    r = c .* sigmoid(z)
    J = sum(softplus(z)) / n + λ / 2 * dot(w, w)
    return J, X'r / n + λ * w, sum(r) / n
end

"""
(w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)
"""
function logistic_gd(X, y, w0, b0, λ, step, iters)
    if step <= 0 || iters < 0
        throw(InvalidParameter("step is $step, iters is $iters"))
    end
    w, b, history = copy(w0), b0, Float64[]
    for k = 0:iters
        # only the penalty can drive w to infinity, and then J with it
        J, gw, gb = logistic_value_grad(X, y, w, b, λ)
        isfinite(J) || throw(NotConverged("J is $J after $k steps"))
        push!(history, J)
        if k < iters
            w .-= step .* gw
            b -= step * gb
        end
    end
    return w, b, history
end
