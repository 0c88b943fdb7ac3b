# Proximal gradient steps for the lasso: ISTA and FISTA — shared_tests/katas/proximal_gradient_lasso/README.md

"""
L = λmax(XᵀX)/n, the largest curvature of f = (1/2n)‖Xw − y‖²
"""
function lipschitz(X)
    n, p = size(X)
    # XᵀX and XXᵀ have the same largest eigenvalue σ₀²
    _, s, _, _ = svd(n >= p ? X : X')
    return s[1]^2 / n
end

"""
w = S(w − step·∇f(w), step·λ) from w = 0, historyₖ = f(wₖ) + λ‖wₖ‖₁
"""
function ista(X, y, λ, step, iters)
    if λ < 0 || step <= 0 || iters < 0
        throw(InvalidParameter("lam is $λ, step $step, iters $iters"))
    end
    w, history = zeros(size(X, 2)), Float64[]
    for k = 0:iters
        # J(wₖ) is finite only if wₖ is
        f, g = mse_value_grad(X, y, w)
        J = f + λ * sum(abs, w)
        isfinite(J) || throw(NotConverged("J(w) is $J after $k steps"))
        push!(history, J)
        if k < iters
            # the argmin over u of gᵀ(u − w) + ‖u − w‖²/(2·step) + λ‖u‖₁
            w = soft_threshold(w - step * g, step * λ)
        end
    end
    return w, history
end

"""
w = S(z − step·∇f(z), step·λ), z = w + (t₋ − 1)/t·(w − w₋), historyₖ = J(wₖ)
"""
function fista(X, y, λ, step, iters)
    if λ < 0 || step <= 0 || iters < 0
        throw(InvalidParameter("lam is $λ, step $step, iters $iters"))
    end
    w, z, t, history = zeros(size(X, 2)), zeros(size(X, 2)), 1.0, Float64[]
    for k = 0:iters
        # J(wₖ) is finite only if wₖ is
        f, _ = mse_value_grad(X, y, w)
        J = f + λ * sum(abs, w)
        isfinite(J) || throw(NotConverged("J(w) is $J after $k steps"))
        push!(history, J)
        if k < iters
            # the step of ISTA, taken from z
            _, g = mse_value_grad(X, y, z)
            w, w₋ = soft_threshold(z - step * g, step * λ), w
            # t grows as fast as t² − t = t₋² lets it
            t, t₋ = (1 + sqrt(1 + 4t^2)) / 2, t
            z = w + (t₋ - 1) / t * (w - w₋)
        end
    end
    return w, history
end
