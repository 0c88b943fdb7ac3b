//! Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md

use super::logistic_gradient_descent::sigmoid;
use super::matrix_products::{dot, matmul, rmatvec};
use super::softmax_regression::log_softmax;
use crate::prelude::*;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or nothing for 0, 1, 2 or 3
pub fn mlp_layer(X: MatrixView, W: MatrixView, b: &[f64], activation: i64) -> Result<Matrix> {
    todo!()
}

/// O = HW₂ + b₂ for loss 0, its softmax for loss 1, where H = a(XW₁ + b₁)
pub fn mlp_forward(
    X: MatrixView,
    W1: MatrixView,
    b1: &[f64],
    W2: MatrixView,
    b2: &[f64],
    activation: i64,
    loss: i64,
) -> Result<Matrix> {
    todo!()
}

/// J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
pub fn mlp_value_grad(
    X: MatrixView,
    Y: MatrixView,
    W1: MatrixView,
    b1: &[f64],
    W2: MatrixView,
    b2: &[f64],
    activation: i64,
    loss: i64,
    lam: f64,
) -> Result<(f64, Matrix, Vec<f64>, Matrix, Vec<f64>)> {
    todo!()
}
