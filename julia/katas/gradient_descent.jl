# Gradient descent instead of the closed form — shared_tests/katas/gradient_descent/README.md

"""
f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
"""
function mse_value_grad(X, y, w)
    # X[n,p], y[n], w[p] -> f, g[p]
    not_implemented()
end

"""
wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)
"""
function gradient_descent(X, y, w0, step, iters)
    # X[n,p], y[n], w0[p], step, iters:int -> w[p], history[iters+1]
    not_implemented()
end
