# Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md

"""
A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0
"""
function svd(A)
    not_implemented()
end

"""
vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v
"""
function power_iteration(A, v0, iters)
    not_implemented()
end
