# Least squares as maximum likelihood; AIC and BIC — shared_tests/katas/gaussian_mle/README.md

"""
ℓ = −(n/2) ln(2πσ²) − ‖y − Xw‖² / (2σ²)
"""
function gaussian_loglik(X, y, w, sigma2)
    # X[n,p], y[n], w[p], sigma2 -> ll
    not_implemented()
end

"""
w, σ² = argmax ℓ(w, σ²), AIC = 2(p+1) − 2ℓ, BIC = (p+1) ln n − 2ℓ
"""
function gaussian_mle(X, y)
    # X[n,p], y[n] -> w[p], sigma2, loglik, aic, bic
    not_implemented()
end
