# Resampling, and bias² + variance — shared_tests/katas/bootstrap_and_bias_variance/README.md

"""
Wᵣ = ols of the rows in stretch r of indices; se = sd, bounds = quantiles
"""
function bootstrap_ols(X, y, indices, level)
    # X[n,p], y[n], indices[m]:int, level -> W[m//n,p], se[p], lower[p], upper[p]
    not_implemented()
end

"""
F = X·ols(X, Y): mean (F̄ − f)², mean (F − F̄)², mean (F − f)²
"""
function bias_variance(X, f, Y)
    # X[n,p], f[n], Y[n,R] -> bias2, variance, total
    not_implemented()
end
