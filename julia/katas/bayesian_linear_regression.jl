# Conjugate posterior and predictive variance — shared_tests/katas/bayesian_linear_regression/README.md

"""
SN = (S₀⁻¹ + βXᵀX)⁻¹, mN = SN(S₀⁻¹m₀ + βXᵀy)
"""
function posterior(X, y, m0, S0, β)
    # X[n,p], y[n], m0[p], S0[p,p], beta -> mN[p], SN[p,p]
    not_implemented()
end

"""
mean = Xs mN, var = 1/β + diag(Xs SN Xsᵀ)
"""
function predictive(Xs, mN, SN, β)
    # Xs[m,p], mN[p], SN[p,p], beta -> mean[m], var[m]
    not_implemented()
end
