//! Mini-batch training with momentum — shared_tests/katas/mlp_train/README.md

use super::mlp_gradients::mlp_value_grad;
use crate::prelude::*;

/// v ← mu·v − step·∇J_B(θ), θ ← θ + v for every batch B, θ = (W₁, b₁, W₂, b₂)
pub fn mlp_train(
    X: MatrixView,
    Y: MatrixView,
    U1: MatrixView,
    c1: &[f64],
    U2: MatrixView,
    c2: &[f64],
    activation: Activation,
    loss: Loss,
    lam: f64,
    step: f64,
    mu: f64,
    order: &[i64],
    batch_size: i64,
) -> Result<(Matrix, Vec<f64>, Matrix, Vec<f64>, f64, f64)> {
    ensure!(batch_size >= 1 && step > 0.0,
        InvalidParameter: "batch_size {batch_size} must be at least 1, step {step} positive");
    ensure!((0.0..1.0).contains(&mu), InvalidParameter: "mu is {mu}, outside [0, 1)");
    let inside = order.iter().all(|i| (0..X.rows() as i64).contains(i));
    ensure!(inside, InvalidParameter: "order names a row that is not there");
    let (mut W1, mut b1) = (U1.to_matrix(), c1.to_vec());
    let (mut W2, mut b2) = (U2.to_matrix(), c2.to_vec());
    let mut v = [W1.data(), &b1, W2.data(), &b2].map(|w| vec![0.0; w.len()]);
    let (J_start, ..) = mlp_value_grad(X, Y, U1, c1, U2, c2, activation, loss, lam)?;
    for B in order.chunks(batch_size as usize) {
        // the mean over the batch, however short it is, and the whole penalty
        let (Xb, Yb) = (X.select(B), Y.select(B));
        let (A, D, M1, M2) = (Xb.view(), Yb.view(), W1.view(), W2.view());
        let (_, gW1, gb1, gW2, gb2) =
            mlp_value_grad(A, D, M1, &b1, M2, &b2, activation, loss, lam)?;
        let theta = [W1.data_mut(), &mut b1, W2.data_mut(), &mut b2];
        let g = [gW1.data(), &gb1, gW2.data(), &gb2];
        for (w, (v, g)) in theta.into_iter().zip(v.iter_mut().zip(g)) {
            *v = zip_with(v, g, |vi, gi| mu * vi - step * gi);
            axpy(1.0, v, w);
        }
    }
    // what has left the finite numbers does not come back
    let (M1, M2) = (W1.view(), W2.view());
    let (J_end, ..) = mlp_value_grad(X, Y, M1, &b1, M2, &b2, activation, loss, lam)?;
    let theta = [W1.data(), &b1, W2.data(), &b2, &[J_end]].concat();
    let finite = theta.iter().all(|w| w.is_finite());
    ensure!(finite,
        NotConverged: "J is {J_end} after {} rows; it and the weights must be finite", order.len());
    Ok((W1, b1, W2, b2, J_start, J_end))
}
