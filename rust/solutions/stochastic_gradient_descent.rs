//! Stochastic gradient descent with a given order — shared_tests/katas/stochastic_gradient_descent/README.md

use super::gradient_descent::mse_value_grad;
use crate::matrix::{Matrix, MatrixView};
use crate::refusals::{ensure, refuse, Answer};

/// wₖ₊₁ = wₖ − step0/(1 + decay·k) · ∇f_k(wₖ) of batch k, w_avg = mean of wₖ₊₁
pub fn sgd(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    order: &[i64],
    batch_size: i64,
    step0: f64,
    decay: f64,
) -> Answer<(Vec<f64>, Vec<f64>)> {
    ensure!(batch_size >= 1, InvalidParameter: "batch_size is {batch_size}");
    ensure!(step0 > 0.0, InvalidParameter: "step0 is {step0}");
    ensure!(decay >= 0.0, InvalidParameter: "decay is {decay}");
    if let Some(i) = order.iter().find(|&&i| i < 0 || i >= y.len() as i64) {
        refuse!(
            InvalidParameter,
            "order names row {i}, there are {}",
            y.len()
        );
    }
    let rows: Vec<usize> = order.iter().map(|&i| i as usize).collect();
    let (mut w, mut w_avg) = (w0.to_vec(), vec![0.0; w0.len()]);
    for (k, batch) in rows.chunks(batch_size as usize).enumerate() {
        // the mean over the batch, whose rows count as often as order names them
        let Xb = Matrix::from_fn(batch.len(), X.cols(), |i, j| X[(batch[i], j)]);
        let yb: Vec<f64> = batch.iter().map(|&i| y[i]).collect();
        let (_, g) = mse_value_grad(Xb.view(), &yb, &w);
        let step = step0 / (1.0 + decay * k as f64);
        for (wj, gj) in w.iter_mut().zip(&g) {
            *wj -= step * gj;
        }
        ensure!(w.iter().all(|wj| wj.is_finite()), NotConverged: "w is not finite after {} updates", k + 1);
        // (k + 1) w̄ₖ₊₁ = k w̄ₖ + wₖ₊₁
        for (mj, wj) in w_avg.iter_mut().zip(&w) {
            *mj += (wj - *mj) / (k + 1) as f64;
        }
    }
    Ok((w, w_avg))
}
