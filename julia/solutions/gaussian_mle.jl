# Least squares as maximum likelihood; AIC and BIC — shared_tests/katas/gaussian_mle/README.md

"""
ℓ = −(n/2) ln(2πσ²) − ‖y − Xw‖² / (2σ²)
"""
function gaussian_loglik(X, y, w, sigma2)
    sigma2 <= 0 && throw(InvalidParameter("sigma2 is $sigma2, not positive"))
    r = y - predict(X, w)
    # ℓ = Σᵢ ln of the normal density of rᵢ with variance σ²
    return -length(y) / 2 * log(2π * sigma2) - dot(r, r) / 2sigma2
end

"""
w, σ² = argmax ℓ(w, σ²), AIC = 2(p+1) − 2ℓ, BIC = (p+1) ln n − 2ℓ
"""
function gaussian_mle(X, y)
    n, p = size(X)
    # whatever σ² is, ℓ is largest where ‖y − Xw‖² is least
    w = ols(X, y)
    r = y - predict(X, w)
    if dot(r, r) <= 1e-20 * dot(y, y)
        throw(NoFiniteOptimum("the fit is perfect: ℓ grows without bound as σ² → 0"))
    end
    # ∂ℓ/∂σ² = 0 at the mean square
    σ² = dot(r, r) / n
    ℓ = gaussian_loglik(X, y, w, σ²)
    return w, σ², ℓ, 2(p + 1) - 2ℓ, (p + 1) * log(n) - 2ℓ
end
