//! L1 and L2 penalties inside gradient descent — shared_tests/katas/regularized_gradient_descent/README.md

use super::gradient_descent::mse_value_grad;
use crate::prelude::*;

/// w, b minus step · ∇J, with J = (1/2n)‖Xw + b − y‖² + l₁‖w‖₁ + (l₂/2)‖w‖²
pub fn gd_penalized(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    b0: f64,
    l1: f64,
    l2: f64,
    step: f64,
    iters: i64,
    fit_intercept: bool,
) -> Result<(Vec<f64>, f64, Vec<f64>)> {
    // X[n,p], y[n], w0[p], b0, l1, l2, step, iters:int, fit_intercept:bool -> w[p], b,
    // history[iters+1]
    todo!()
}
