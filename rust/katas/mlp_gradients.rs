//! Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md

use super::logistic_gradient_descent::sigmoid;
use super::matrix_products::{dot, matmul};
use super::softmax_regression::log_softmax;
use crate::prelude::*;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or the identity
pub fn mlp_layer(X: MatrixView, W: MatrixView, b: &[f64], activation: Activation) -> Matrix {
    // X[n,d], W[d,h], b[h], activation:{tanh,relu,sigmoid,identity} -> A[n,h]
    todo!()
}

/// O = HW₂ + b₂, or its softmax for the cross-entropy, where H = a(XW₁ + b₁)
pub fn mlp_forward(
    X: MatrixView,
    W1: MatrixView,
    b1: &[f64],
    W2: MatrixView,
    b2: &[f64],
    activation: Activation,
    loss: Loss,
) -> Matrix {
    // X[n,d], W1[d,h], b1[h], W2[h,k], b2[k], activation:{tanh,relu,sigmoid,identity},
    // loss:{squared_error,cross_entropy} -> O[n,k]
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
    activation: Activation,
    loss: Loss,
    lam: f64,
) -> Result<(f64, Matrix, Vec<f64>, Matrix, Vec<f64>)> {
    // X[n,d], Y[n,k], W1[d,h], b1[h], W2[h,k], b2[k],
    // activation:{tanh,relu,sigmoid,identity}, loss:{squared_error,cross_entropy}, lam
    // -> J, gW1[d,h], gb1[h], gW2[h,k], gb2[k]
    todo!()
}
