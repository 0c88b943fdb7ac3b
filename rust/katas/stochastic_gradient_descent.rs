//! Stochastic gradient descent with a given order — shared_tests/katas/stochastic_gradient_descent/README.md

use super::gradient_descent::mse_value_grad;
use crate::prelude::*;

/// wₖ₊₁ = wₖ − step0/(1 + decay·k) · ∇f_k(wₖ) of batch k, w_avg = mean of wₖ₊₁
pub fn sgd(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    order: &[i64],
    batch_size: i64,
    step0: f64,
    decay: f64,
) -> Result<(Vec<f64>, Vec<f64>)> {
    // X[n,p], y[n], w0[p], order[m]:int, batch_size:int, step0, decay -> w[p], w_avg[p]
    todo!()
}
