# Conjugate posterior and predictive variance — shared_tests/katas/bayesian_linear_regression/README.md

"""
SN = (S₀⁻¹ + βXᵀX)⁻¹, mN = SN(S₀⁻¹m₀ + βXᵀy)
"""
function posterior(X, y, m0, S0, β)
    β <= 0 && throw(InvalidParameter("beta is $β, not positive"))
    # S₀ = LLᵀ: w = m₀ + Lv, where v has mean 0 and covariance I before the data
    L, p = cholesky(S0), length(m0)
    # after them v minimises ‖√β(y − Xm₀) − √βXLv‖² + ‖v‖²: [√βXL; I] = QR, Rv = z
    V, R = reflections([sqrt(β) * X * L; I])
    z = reflect(V, [sqrt(β) * (y - X * m0); zeros(p)])[1:p]
    # and its covariance is (RᵀR)⁻¹, so that of w is TTᵀ with TR = L
    Tt = hcat([forward_substitution(R', row) for row in eachrow(L)]...)
    return m0 + Tt'z, gram(Tt)
end

"""
mean = Xs mN, var = 1/β + diag(Xs SN Xsᵀ)
"""
function predictive(Xs, mN, SN, β)
    β <= 0 && throw(InvalidParameter("beta is $β, not positive"))
    # y = xᵀw + ε with independent w and ε: their variances add
    return Xs * mN, [1 / β + dot(x, SN * x) for x in eachrow(Xs)]
end
