//! Ridge regression, intercept unpenalised — shared_tests/katas/ridge/README.md

use super::cholesky_solve::{cholesky_solve, forward_substitution};
use super::householder_qr::{reflect, reflections};
use super::matrix_products::{dot, gram, rmatvec};
use super::ols_normal_equations::ols;
use super::ols_qr::ols_qr;
use crate::prelude::*;

/// Xc = X − 1x̄ᵀ, yc = y − 1ȳ
pub fn center(X: MatrixView, y: &[f64]) -> (Matrix, Vec<f64>, Vec<f64>, f64) {
    // X[n,p], y[n] -> Xc[n,p], yc[n], x_mean[p], y_mean
    todo!()
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²
pub fn ridge(X: MatrixView, y: &[f64], lam: f64, fit_intercept: bool) -> Result<(Vec<f64>, f64)> {
    // X[n,p], y[n], lam, fit_intercept:bool -> w[p], b
    todo!()
}

/// w = Xcᵀ(XcXcᵀ + nλI)⁻¹yc, b = ȳ − x̄ᵀw, with Xc = X − 1x̄ᵀ and yc = y − 1ȳ
pub fn ridge_dual(
    X: MatrixView,
    y: &[f64],
    lam: f64,
    fit_intercept: bool,
) -> Result<(Vec<f64>, f64)> {
    // X[n,p], y[n], lam, fit_intercept:bool -> w[p], b
    todo!()
}
