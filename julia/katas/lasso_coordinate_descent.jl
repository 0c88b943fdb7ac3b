# Lasso by cyclic coordinate descent — shared_tests/katas/lasso_coordinate_descent/README.md

"""
λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first
"""
function lasso_lambda_max(X, y, fit_intercept)
    not_implemented()
end

"""
w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁
"""
function lasso(X, y, λ, fit_intercept, tol, max_sweeps)
    not_implemented()
end
