//! Conjugate gradients on the normal equations — shared_tests/katas/conjugate_gradient_ls/README.md

use super::matrix_products::{dot, rmatvec};
use super::ols_normal_equations::predict;
use crate::prelude::*;

/// w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖
pub fn cgls(
    X: MatrixView,
    y: &[f64],
    lam: f64,
    iters: i64,
    tol: f64,
) -> Result<(Vec<f64>, i64, Vec<f64>)> {
    // X[n,p], y[n], lam, iters:int, tol -> w[p], iters_done:int, history[iters+1]
    todo!()
}
