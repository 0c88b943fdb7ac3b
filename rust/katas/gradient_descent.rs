//! Gradient descent instead of the closed form — shared_tests/katas/gradient_descent/README.md

use super::matrix_products::dot;
use crate::prelude::*;

/// f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
pub fn mse_value_grad(X: MatrixView, y: &[f64], w: &[f64]) -> (f64, Vec<f64>) {
    // X[n,p], y[n], w[p] -> f, g[p]
    todo!()
}

/// wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)
pub fn gradient_descent(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    step: f64,
    iters: i64,
) -> Result<(Vec<f64>, Vec<f64>)> {
    // X[n,p], y[n], w0[p], step, iters:int -> w[p], history[iters+1]
    todo!()
}
