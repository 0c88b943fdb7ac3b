# Choosing λ by cross-validation — shared_tests/katas/ridge_cross_validation/README.md

"""
cv_mean, cv_se = mean and sd/√F of the folds' mse, each fitted by the others
"""
function kfold_ridge(X, y, λs, folds, fit_intercept)
    # X[n,p], y[n], lambdas[k], folds[n]:int, fit_intercept:bool -> cv_mean[k],
    # cv_se[k], best:int, one_se:int
    not_implemented()
end

"""
loo = mean of (eᵢ/(1 − hᵢ))², gcv = mean of eᵢ²/(1 − h̄)², hᵢ = ∂ŷᵢ/∂yᵢ
"""
function loo_gcv(X, y, λs, fit_intercept)
    # X[n,p], y[n], lambdas[k], fit_intercept:bool -> loo[k], gcv[k]
    not_implemented()
end
