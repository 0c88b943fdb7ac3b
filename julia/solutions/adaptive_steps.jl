# AdaGrad, RMSProp, Adam — shared_tests/katas/adaptive_steps/README.md

"""
s = s + g², w = w − step·g/(√s + eps), g = ∇f(w), historyₖ = f(wₖ)
"""
function adagrad(X, y, w0, step, eps, iters)
    if min(step, eps) <= 0 || iters < 0
        throw(InvalidParameter("step is $step, eps $eps, iters $iters"))
    end
    w, s, history = copy(w0), zero(w0), Float64[]
    for k = 0:iters
        f, g = mse_value_grad(X, y, w)
        isfinite(f) || throw(NotConverged("f(w) is $f after $k steps"))
        push!(history, f)
        if k < iters
            s = @. s + g^2
            w = @. w - step * g / (√s + eps)
        end
    end
    return w, history
end

"""
s = rho·s + (1 − rho) g², w = w − step·g/(√s + eps), g = ∇f(w)
"""
function rmsprop(X, y, w0, step, rho, eps, iters)
    if min(step, eps) <= 0 || iters < 0 || !(0 <= rho < 1)
        throw(InvalidParameter("step is $step, rho $rho, eps $eps, iters $iters"))
    end
    w, s, history = copy(w0), zero(w0), Float64[]
    for k = 0:iters
        f, g = mse_value_grad(X, y, w)
        isfinite(f) || throw(NotConverged("f(w) is $f after $k steps"))
        push!(history, f)
        if k < iters
            s = @. rho * s + (1 - rho) * g^2
            w = @. w - step * g / (√s + eps)
        end
    end
    return w, history
end

"""
w = w − step·m̂/(√ŝ + eps); m̂, ŝ = means of gᵢ, gᵢ², weights β₁ᵗ⁻ⁱ, β₂ᵗ⁻ⁱ
"""
function adam(X, y, w0, step, β₁, β₂, eps, iters)
    if min(step, eps) <= 0 || iters < 0 || min(β₁, β₂) < 0 || max(β₁, β₂) >= 1
        throw(InvalidParameter("step $step, betas $β₁ $β₂, eps $eps, iters $iters"))
    end
    w, m, s, history = copy(w0), zero(w0), zero(w0), Float64[]
    for k = 0:iters
        f, g = mse_value_grad(X, y, w)
        isfinite(f) || throw(NotConverged("f(w) is $f after $k steps"))
        push!(history, f)
        if k < iters
            m = @. β₁ * m + (1 - β₁) * g
            s = @. β₂ * s + (1 - β₂) * g^2
            # the weights of the t = k + 1 gradients in m add up to 1 − β₁ᵗ
            m̂, ŝ = m / (1 - β₁^(k + 1)), s / (1 - β₂^(k + 1))
            w = @. w - step * m̂ / (√ŝ + eps)
        end
    end
    return w, history
end
