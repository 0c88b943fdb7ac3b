# Gradient descent instead of the closed form — shared_tests/katas/gradient_descent/README.md

"""
f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
"""
function mse_value_grad(X, y, w)
    # f(w + dw) = f(w) + (1/n)(Xw − y)ᵀX dw + O(‖dw‖²)
    n = length(y)
    r = predict(X, w) - y
    return dot(r, r) / 2n, X'r / n
end

"""
wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)
"""
function gradient_descent(X, y, w0, step, iters)
    step <= 0 && throw(InvalidParameter("step is $step, not positive"))
    iters < 0 && throw(InvalidParameter("iters is $iters, below 0"))
    w, history = copy(w0), Float64[]
    for k = 0:iters
        # f(wₖ) is finite only if wₖ is
        f, g = mse_value_grad(X, y, w)
        isfinite(f) || throw(NotConverged("f(w) is $f after $k steps of $step"))
        push!(history, f)
        k < iters && (w .-= step .* g)
    end
    return w, history
end
