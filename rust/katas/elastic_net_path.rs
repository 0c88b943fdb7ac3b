//! Elastic net along a warm-started λ path — shared_tests/katas/elastic_net_path/README.md

use super::lasso_coordinate_descent::lasso_lambda_max;
use super::matrix_products::{dot, matvec};
use super::proximal_operators::soft_threshold;
use super::ridge::center;
use crate::prelude::*;

/// λᵢ = λ₀ ratio^(i/(k−1)), i = 0 … k−1, where λ₀ = ‖Xᵀy‖∞ / nα, centred
pub fn lambda_grid(
    X: MatrixView,
    y: &[f64],
    alpha: f64,
    k: i64,
    ratio: f64,
    fit_intercept: bool,
) -> Result<Vec<f64>> {
    // X[n,p], y[n], alpha, k:int, ratio, fit_intercept:bool -> lambdas[k]
    todo!()
}

/// Wᵢ, bᵢ = argmin (1/2n)‖y − b − Xw‖² + λᵢ(α‖w‖₁ + ½(1−α)‖w‖²)
pub fn elastic_net_path(
    X: MatrixView,
    y: &[f64],
    lambdas: &[f64],
    alpha: f64,
    fit_intercept: bool,
    tol: f64,
    max_sweeps: i64,
) -> Result<(Matrix, Vec<f64>)> {
    // X[n,p], y[n], lambdas[k], alpha, fit_intercept:bool, tol, max_sweeps:int ->
    // W[k,p], b[k]
    todo!()
}
