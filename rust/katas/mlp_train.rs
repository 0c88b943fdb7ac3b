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
    // X[n,d], Y[n,k], U1[d,h], c1[h], U2[h,k], c2[k],
    // activation:{tanh,relu,sigmoid,identity}, loss:{squared_error,cross_entropy}, lam,
    // step, mu, order[m]:int, batch_size:int -> W1[d,h], b1[h], W2[h,k], b2[k],
    // J_start, J_end
    todo!()
}
