# Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md

"""
A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0
"""
function svd(A)
    # A[m,n] -> U[m,n], s[n], V[n,n], rank:int
    not_implemented()
end

"""
vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v
"""
function power_iteration(A, v0, iters)
    # A[n,n], v0[n], iters:int -> eigenvalue, v[n]
    not_implemented()
end
