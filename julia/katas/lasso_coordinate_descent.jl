# Lasso by cyclic coordinate descent — shared_tests/katas/lasso_coordinate_descent/README.md

"""
λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first
"""
function lasso_lambda_max(X, y, fit_intercept)
    # X[n,p], y[n], fit_intercept:bool -> lambda_max
    not_implemented()
end

"""
w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁
"""
function lasso(X, y, λ, fit_intercept, tol, max_sweeps)
    # X[n,p], y[n], lam, fit_intercept:bool, tol, max_sweeps:int -> w[p], b, gap,
    # sweeps:int
    not_implemented()
end
