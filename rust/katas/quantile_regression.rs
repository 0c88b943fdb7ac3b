//! Quantile regression by an interior-point method — shared_tests/katas/quantile_regression/README.md

use super::matrix_products::dot;
use super::ols_normal_equations::predict;
use super::ols_qr::ols_qr;
use crate::prelude::*;

/// loss = (1/n) Σ ρ(yᵢ − qᵢ), ρ(r) = τr where r ≥ 0, else (τ − 1)r
pub fn pinball_loss(y: &[f64], q: &[f64], tau: f64) -> Result<f64> {
    // y[n], q[n], tau -> loss
    todo!()
}

/// w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), loss = its minimum, ρ as in pinball_loss
pub fn quantile_regression(X: MatrixView, y: &[f64], tau: f64) -> Result<(Vec<f64>, f64)> {
    // X[n,p], y[n], tau -> w[p], loss
    todo!()
}
