# Damped Newton on a smooth robust loss — shared_tests/katas/newton_backtracking/README.md

"""
f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f
"""
function pseudo_huber(X, y, w, δ, λ)
    not_implemented()
end

"""
wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)
"""
function newton_pseudo_huber(X, y, w0, δ, λ, tol, max_iter)
    not_implemented()
end
