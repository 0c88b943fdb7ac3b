# Proximal gradient steps for the lasso: ISTA and FISTA — shared_tests/katas/proximal_gradient_lasso/README.md

"""
L = λmax(XᵀX)/n, the largest curvature of f = (1/2n)‖Xw − y‖²
"""
function lipschitz(X)
    # X[n,p] -> L
    not_implemented()
end

"""
w = S(w − step·∇f(w), step·λ) from w = 0, historyₖ = f(wₖ) + λ‖wₖ‖₁
"""
function ista(X, y, λ, step, iters)
    # X[n,p], y[n], lam, step, iters:int -> w[p], history[iters+1]
    not_implemented()
end

"""
w = S(z − step·∇f(z), step·λ), z = w + (t₋ − 1)/t·(w − w₋), historyₖ = J(wₖ)
"""
function fista(X, y, λ, step, iters)
    # X[n,p], y[n], lam, step, iters:int -> w[p], history[iters+1]
    not_implemented()
end
