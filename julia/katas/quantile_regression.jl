# Quantile regression by an interior-point method — shared_tests/katas/quantile_regression/README.md

"""
loss = (1/n) Σ ρ(yᵢ − qᵢ), ρ(r) = τr where r ≥ 0, else (τ − 1)r
"""
function pinball_loss(y, q, τ)
    # y[n], q[n], tau -> loss
    not_implemented()
end

"""
w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), loss = its minimum, ρ as in pinball_loss
"""
function quantile_regression(X, y, τ)
    # X[n,p], y[n], tau -> w[p], loss
    not_implemented()
end
