# Choosing λ by cross-validation — shared_tests/katas/ridge_cross_validation/README.md

"""
cv_mean, cv_se = mean and sd/√F of the folds' mse, each fitted by the others
"""
function kfold_ridge(X, y, λs, folds, fit_intercept)
    minimum(λs) < 0 && throw(InvalidParameter("a λ is $(minimum(λs)), below 0"))
    F = length(unique(folds))
    if F < 2 || extrema(folds) != (0, F - 1)
        throw(InvalidParameter("$F folds have the numbers $(extrema(folds))"))
    end
    function fold_error(λ, f)
        # whatever is learned, means included, is learned from the other folds
        out, rest = folds .== f, folds .!= f
        w, b = ridge(X[rest, :], y[rest], λ, fit_intercept)
        return regression_metrics(y[out], predict(X[out, :], w) .+ b)[1]
    end
    moments = [mean_var([fold_error(λ, f) for f = 0:F-1], 1) for λ in λs]
    cv_mean, cv_se = first.(moments), sqrt.(last.(moments) / F)
    best = argmin(cv_mean)
    # the strongest penalty that is not clearly worse than the best
    near = cv_mean .<= cv_mean[best] + cv_se[best]
    return cv_mean, cv_se, best - 1, argmax(ifelse.(near, λs, -1)) - 1
end

"""
loo = mean of (eᵢ/(1 − hᵢ))², gcv = mean of eᵢ²/(1 − h̄)², hᵢ = ∂ŷᵢ/∂yᵢ
"""
function loo_gcv(X, y, λs, fit_intercept)
    minimum(λs) < 0 && throw(InvalidParameter("a λ is $(minimum(λs)), below 0"))
    n = length(y)
    if fit_intercept
        X, y, _, _ = center(X, y)
    end
    errors = map(λs) do λ
        # H = QQᵀ where [X; √(nλ)I] = [Q; …]R, and 11ᵀ/n for the intercept
        Q = qr([X; sqrt(n * λ) * I])[1][1:n, :]
        h, e = fit_intercept / n .+ vec(sum(abs2, Q, dims = 2)), y - Q * (Q'y)
        if maximum(h) >= 1 - 1e-10
            throw(RankDeficient("without row $(argmax(h) - 1) there is no one fit"))
        end
        sum(abs2, e ./ (1 .- h)) / n, sum(abs2, e) / n / (1 - sum(h) / n)^2
    end
    return first.(errors), last.(errors)
end
