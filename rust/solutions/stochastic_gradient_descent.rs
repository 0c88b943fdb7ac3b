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
    ensure!(batch_size >= 1, InvalidParameter: "batch_size is {batch_size}, below 1");
    ensure!(step0 > 0.0 && decay >= 0.0,
        InvalidParameter: "step0 {step0} must be positive, decay {decay} at least 0");
    if let Some(i) = order.iter().find(|&&i| i < 0 || i >= y.len() as i64) {
        refuse!(InvalidParameter, "order names row {i} of {}", y.len());
    }
    let (mut w, mut w_avg) = (w0.to_vec(), vec![0.0; w0.len()]);
    for (k, batch) in order.chunks(batch_size as usize).enumerate() {
        // the mean over the batch, whose rows count as often as order names them
        let yb: Vec<f64> = batch.iter().map(|&i| y[i as usize]).collect();
        let (_, g) = mse_value_grad(X.select(batch).view(), &yb, &w);
        axpy(-step0 / (1.0 + decay * k as f64), &g, &mut w);
        ensure!(w.iter().all(|wj| wj.is_finite()), NotConverged: "w is not finite after {} updates", k + 1);
        // (k + 1) w̄ₖ₊₁ = k w̄ₖ + wₖ₊₁
        w_avg = zip_with(&w_avg, &w, |mj, wj| mj + (wj - mj) / (k + 1) as f64);
    }
    Ok((w, w_avg))
}
