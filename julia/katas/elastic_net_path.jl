# Elastic net along a warm-started λ path — shared_tests/katas/elastic_net_path/README.md

"""
λᵢ = λ₀ ratio^(i/(k−1)), i = 0 … k−1, where λ₀ = ‖Xᵀy‖∞ / nα, centred
"""
function lambda_grid(X, y, alpha, k, ratio, fit_intercept)
    # X[n,p], y[n], alpha, k:int, ratio, fit_intercept:bool -> lambdas[k]
    not_implemented()
end

"""
Wᵢ, bᵢ = argmin (1/2n)‖y − b − Xw‖² + λᵢ(α‖w‖₁ + ½(1−α)‖w‖²)
"""
function elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps)
    # X[n,p], y[n], lambdas[k], alpha, fit_intercept:bool, tol, max_sweeps:int ->
    # W[k,p], b[k]
    not_implemented()
end
