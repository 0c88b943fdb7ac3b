# Limited-memory BFGS — shared_tests/katas/lbfgs/README.md

"""
d = −Hg, H₊ = (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy, H₀ = (sᵀy/yᵀy)I
"""
function lbfgs_direction(g, S, Y)
    # g[p], S[m,p], Y[m,p] -> d[p]
    not_implemented()
end

"""
w = argmin f = (1/n) Σᵢ δ²(√(1 + rᵢ²/δ²) − 1) + (λ/2)‖w‖², ‖∇f‖∞ ≤ tol
"""
function lbfgs_minimize(X, y, w0, δ, λ, memory, tol, max_iter)
    # X[n,p], y[n], w0[p], delta, lam, memory:int, tol, max_iter:int -> w[p], f,
    # iters:int
    not_implemented()
end
