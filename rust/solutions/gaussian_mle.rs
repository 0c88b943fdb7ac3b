//! Least squares as maximum likelihood; AIC and BIC — shared_tests/katas/gaussian_mle/README.md

use super::matrix_products::dot;
use super::ols_normal_equations::{ols, predict};
use crate::prelude::*;
use std::f64::consts::PI;

/// ℓ = −(n/2) ln(2πσ²) − ‖y − Xw‖² / (2σ²)
pub fn gaussian_loglik(X: MatrixView, y: &[f64], w: &[f64], sigma2: f64) -> Result<f64> {
    ensure!(sigma2 > 0.0, InvalidParameter: "sigma2 is {sigma2}, not positive");
    let n = y.len() as f64;
    let r = minus(y, &predict(X, w));
    // ℓ = Σᵢ ln of the normal density of rᵢ with variance σ²
    Ok(-n / 2.0 * (2.0 * PI * sigma2).ln() - dot(&r, &r) / (2.0 * sigma2))
}

/// w, σ² = argmax ℓ(w, σ²), AIC = 2(p+1) − 2ℓ, BIC = (p+1) ln n − 2ℓ
pub fn gaussian_mle(X: MatrixView, y: &[f64]) -> Result<(Vec<f64>, f64, f64, f64, f64)> {
    let (n, p) = (X.rows() as f64, X.cols() as f64);
    // whatever σ² is, ℓ is largest where ‖y − Xw‖² is least
    let w = ols(X, y)?;
    let r = minus(y, &predict(X, &w));
    ensure!(dot(&r, &r) > 1e-20 * dot(y, y),
        NoFiniteOptimum: "the fit is perfect: ℓ grows without bound as σ² → 0");
    // ∂ℓ/∂σ² = 0 at the mean square
    let sigma2 = dot(&r, &r) / n;
    let loglik = gaussian_loglik(X, y, &w, sigma2)?;
    let aic = 2.0 * (p + 1.0) - 2.0 * loglik;
    let bic = (p + 1.0) * n.ln() - 2.0 * loglik;
    Ok((w, sigma2, loglik, aic, bic))
}
