# Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md

"""
v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)
"""
function heavy_ball(X, y, w0, step, mu, iters)
    if step <= 0 || iters < 0 || !(0 <= mu < 1)
        throw(InvalidParameter("step is $step, mu $mu, iters $iters"))
    end
    w, v, history = copy(w0), zero(w0), Float64[]
    for k = 0:iters
        # f(wₖ) is finite only if wₖ is
        f, g = mse_value_grad(X, y, w)
        isfinite(f) || throw(NotConverged("f(w) is $f after $k steps"))
        push!(history, f)
        if k < iters
            v = mu * v - step * g
            w = w + v
        end
    end
    return w, history
end

"""
v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)
"""
function nesterov(X, y, w0, step, mu, iters)
    if step <= 0 || iters < 0 || !(0 <= mu < 1)
        throw(InvalidParameter("step is $step, mu $mu, iters $iters"))
    end
    w, v, history = copy(w0), zero(w0), Float64[]
    for k = 0:iters
        # f(wₖ) is finite only if wₖ is
        f, _ = mse_value_grad(X, y, w)
        isfinite(f) || throw(NotConverged("f(w) is $f after $k steps"))
        push!(history, f)
        if k < iters
            # momentum is about to carry w to w + mu·v
            _, g = mse_value_grad(X, y, w + mu * v)
            v = mu * v - step * g
            w = w + v
        end
    end
    return w, history
end
