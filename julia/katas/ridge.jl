# Ridge regression, intercept unpenalised — shared_tests/katas/ridge/README.md

"""
Xc = X − 1x̄ᵀ, yc = y − 1ȳ
"""
function center(X, y)
    # X[n,p], y[n] -> Xc[n,p], yc[n], x_mean[p], y_mean
    not_implemented()
end

"""
w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²
"""
function ridge(X, y, λ, fit_intercept)
    # X[n,p], y[n], lam, fit_intercept:bool -> w[p], b
    not_implemented()
end

"""
w = Xcᵀ(XcXcᵀ + nλI)⁻¹yc, b = ȳ − x̄ᵀw, with Xc = X − 1x̄ᵀ and yc = y − 1ȳ
"""
function ridge_dual(X, y, λ, fit_intercept)
    # X[n,p], y[n], lam, fit_intercept:bool -> w[p], b
    not_implemented()
end
