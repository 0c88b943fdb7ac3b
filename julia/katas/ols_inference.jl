# Standard errors, t, F, R², p-values — shared_tests/katas/ols_inference/README.md

"""
σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F
"""
function ols_inference(X, y, has_intercept)
    # X[n,p], y[n], has_intercept:bool -> w[p], se[p], t[p], sigma2, r2, r2_adj, f
    not_implemented()
end

"""
r = Γ(a + ½)/Γ(a)
"""
function gamma_ratio(a)
    # a -> r
    not_implemented()
end

"""
p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)
"""
function two_sided_p(t, df)
    # t[k], df -> p_values[k]
    not_implemented()
end
