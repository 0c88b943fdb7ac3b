//! Lasso by cyclic coordinate descent — shared_tests/katas/lasso_coordinate_descent/README.md

use super::matrix_products::{dot, rmatvec};
use super::proximal_operators::soft_threshold;
use super::ridge::center;
use crate::prelude::*;

/// λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first
pub fn lasso_lambda_max(X: MatrixView, y: &[f64], fit_intercept: bool) -> f64 {
    // X[n,p], y[n], fit_intercept:bool -> lambda_max
    todo!()
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁
pub fn lasso(
    X: MatrixView,
    y: &[f64],
    lam: f64,
    fit_intercept: bool,
    tol: f64,
    max_sweeps: i64,
) -> Result<(Vec<f64>, f64, f64, i64)> {
    // X[n,p], y[n], lam, fit_intercept:bool, tol, max_sweeps:int -> w[p], b, gap,
    // sweeps:int
    todo!()
}
