# AdaGrad, RMSProp, Adam — shared_tests/katas/adaptive_steps/README.md

"""
s = s + g², w = w − step·g/(√s + eps), g = ∇f(w), historyₖ = f(wₖ)
"""
function adagrad(X, y, w0, step, eps, iters)
    # X[n,p], y[n], w0[p], step, eps, iters:int -> w[p], history[iters+1]
    not_implemented()
end

"""
s = rho·s + (1 − rho) g², w = w − step·g/(√s + eps), g = ∇f(w)
"""
function rmsprop(X, y, w0, step, rho, eps, iters)
    # X[n,p], y[n], w0[p], step, rho, eps, iters:int -> w[p], history[iters+1]
    not_implemented()
end

"""
w = w − step·m̂/(√ŝ + eps); m̂, ŝ = means of gᵢ, gᵢ², weights β₁ᵗ⁻ⁱ, β₂ᵗ⁻ⁱ
"""
function adam(X, y, w0, step, β₁, β₂, eps, iters)
    # X[n,p], y[n], w0[p], step, beta1, beta2, eps, iters:int -> w[p], history[iters+1]
    not_implemented()
end
