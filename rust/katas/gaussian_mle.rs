//! Least squares as maximum likelihood; AIC and BIC — shared_tests/katas/gaussian_mle/README.md

use super::matrix_products::dot;
use super::ols_normal_equations::{ols, predict};
use crate::prelude::*;
use std::f64::consts::PI;

/// ℓ = −(n/2) ln(2πσ²) − ‖y − Xw‖² / (2σ²)
pub fn gaussian_loglik(X: MatrixView, y: &[f64], w: &[f64], sigma2: f64) -> Result<f64> {
    // X[n,p], y[n], w[p], sigma2 -> ll
    todo!()
}

/// w, σ² = argmax ℓ(w, σ²), AIC = 2(p+1) − 2ℓ, BIC = (p+1) ln n − 2ℓ
pub fn gaussian_mle(X: MatrixView, y: &[f64]) -> Result<(Vec<f64>, f64, f64, f64, f64)> {
    // X[n,p], y[n] -> w[p], sigma2, loglik, aic, bic
    todo!()
}
