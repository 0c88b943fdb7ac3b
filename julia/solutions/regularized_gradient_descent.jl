# L1 and L2 penalties inside gradient descent — shared_tests/katas/regularized_gradient_descent/README.md

"""
w, b minus step · ∇J, with J = (1/2n)‖Xw + b − y‖² + l₁‖w‖₁ + (l₂/2)‖w‖²
"""
function gd_penalized(X, y, w0, b0, l1, l2, step, iters, fit_intercept)
    min(l1, l2) < 0 && throw(InvalidParameter("l1, l2 are $l1, $l2, one is negative"))
    step <= 0 && throw(InvalidParameter("step is $step, not positive"))
    iters < 0 && throw(InvalidParameter("iters is $iters, below 0"))
    # b is the weight of a column of ones, and bears no penalty
    A = [X ones(length(y))]
    w, b, history = copy(w0), b0, Float64[]
    for k = 0:iters
        f, g = mse_value_grad(A, y, [w; b])
        # J(wₖ, bₖ) is finite only if wₖ and bₖ are
        J = f + l1 * sum(abs, w) + l2 / 2 * dot(w, w)
        isfinite(J) || throw(NotConverged("J is $J after $k steps of $step"))
        push!(history, J)
        if k < iters
            # |w| has the slope sign w; at 0, of all slopes in [−1, 1], take 0
            w = @views @. w - step * (g[1:end-1] + l1 * sign(w) + l2 * w)
            b -= fit_intercept ? step * g[end] : 0
        end
    end
    return w, b, history
end
