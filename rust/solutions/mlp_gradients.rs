//! Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md

use super::logistic_gradient_descent::sigmoid;
use super::matrix_products::{dot, matmul};
use super::softmax_regression::log_softmax;
use crate::prelude::*;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or the identity
pub fn mlp_layer(X: MatrixView, W: MatrixView, b: &[f64], activation: Activation) -> Matrix {
    let Z = matmul(X, W).plus_row(b);
    match activation {
        Activation::Tanh => Z.map(f64::tanh),
        Activation::Relu => Z.map(|z| z.max(0.0)),
        Activation::Sigmoid => Matrix::new(sigmoid(Z.data()), Z.rows(), Z.cols()),
        Activation::Identity => Z,
    }
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
    let H = mlp_layer(X, W1, b1, activation);
    let S = mlp_layer(H.view(), W2, b2, Activation::Identity);
    match loss {
        Loss::SquaredError => S,
        Loss::CrossEntropy => log_softmax(S.view()).map(f64::exp),
    }
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
    ensure!(lam >= 0.0, InvalidParameter: "lam {lam} must be at least 0");
    let H = mlp_layer(X, W1, b1, activation);
    let S = mlp_layer(H.view(), W2, b2, Activation::Identity);
    let distribution = |y: &[f64]| min(y) >= 0.0 && (y.iter().sum::<f64>() - 1.0).abs() <= 1e-12;
    ensure!(loss == Loss::SquaredError || Y.iter_rows().all(distribution),
        InvalidLabel: "every row of Y must be at least 0 and add up to 1");
    // ∂ℓ/∂s = o − y with either loss, and o = 1 + expm1(L)
    let (n, L) = (X.rows() as f64, log_softmax(S.view()));
    let residual = |l: f64, y: f64| (1.0 - y) * l.exp() + y * l.exp_m1();
    let (losses, dS) = if loss == Loss::CrossEntropy {
        (-dot(Y.data(), L.data()), L.zip_with(Y, residual) / n)
    } else {
        let R = S - Y;
        (dot(R.data(), R.data()) / 2.0, R / n)
    };
    let J = losses / n + lam / 2.0 * (dot(W1.data(), W1.data()) + dot(W2.data(), W2.data()));
    let dH = matmul(dS.view(), W2.transpose().view());
    let dZ = match activation {
        Activation::Tanh => dH.zip_with(&H, |d, a| d * (1.0 - a * a)),
        Activation::Relu => dH.zip_with(&H, |d, a| if a > 0.0 { d } else { 0.0 }),
        Activation::Sigmoid => dH.zip_with(&H, |d, a| d * a * (1.0 - a)),
        Activation::Identity => dH,
    };
    let gW1 = matmul(X.transpose().view(), dZ.view()) + lam * W1;
    let gW2 = matmul(H.transpose().view(), dS.view()) + lam * W2;
    Ok((J, gW1, dZ.sum_of_rows(), gW2, dS.sum_of_rows()))
}
