# Damped Newton on a smooth robust loss — shared_tests/katas/newton_backtracking/README.md

"""
f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f
"""
function pseudo_huber(X, y, w, δ, λ)
    # X[n,p], y[n], w[p], delta, lam -> f, g[p], H[p,p]
    not_implemented()
end

"""
wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)
"""
function newton_pseudo_huber(X, y, w0, δ, λ, tol, max_iter)
    # X[n,p], y[n], w0[p], delta, lam, tol, max_iter:int -> w[p], f, iters:int,
    # history[max_iter+1]
    not_implemented()
end
