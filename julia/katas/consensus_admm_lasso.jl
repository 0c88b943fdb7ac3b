# Many workers agree: consensus ADMM for the lasso — shared_tests/katas/consensus_admm_lasso/README.md

"""
LLᵀ = XᵀX/total + ρI, c = Xᵀy/total
"""
function admm_factor(X, y, total, ρ)
    # X[n,p], y[n], total:int, rho -> L[p,p], c[p]
    not_implemented()
end

"""
x = (LLᵀ)⁻¹(c + ρv), the argmin of f(x) + (ρ/2)‖x − v‖²
"""
function admm_local(L, c, v, ρ)
    # L[p,p], c[p], v[p], rho -> x[p]
    not_implemented()
end

"""
xₖ = argmin fₖ(x) + (ρ/2)‖x − z + uₖ‖², z = S(x̄ + ū, λ/(ρN)), uₖ += xₖ − z
"""
function admm_lasso(X, y, offsets, λ, ρ, iters)
    # X[n,p], y[n], offsets[m]:int, lam, rho, iters:int -> z[p], primal[iters],
    # dual[iters]
    not_implemented()
end
