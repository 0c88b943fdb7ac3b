//! Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md

use super::logistic_gradient_descent::sigmoid;
use super::matrix_products::{dot, matmul, rmatvec};
use super::softmax_regression::log_softmax;
use crate::prelude::*;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or nothing for 0, 1, 2 or 3
pub fn mlp_layer(X: MatrixView, W: MatrixView, b: &[f64], activation: i64) -> Result<Matrix> {
    let a: fn(f64) -> f64 = match activation {
        0 => f64::tanh,
        1 => |z| z.max(0.0),
        2 => |z| sigmoid(&[z])[0],
        3 => |z| z,
        _ => refuse!(InvalidParameter, "activation is {activation}, not 0 … 3"),
    };
    Ok(matmul(X, W).plus_row(b).map(a))
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
    ensure!((0..=1).contains(&loss), InvalidParameter: "loss is {loss}, neither 0 nor 1");
    let S = mlp_layer(mlp_layer(X, W1, b1, activation)?.view(), W2, b2, 3)?;
    let L = log_softmax(S.view());
    let o = |at| if loss == 1 { f64::exp(L[at]) } else { S[at] };
    Ok(Matrix::from_fn(X.rows(), b2.len(), |i, j| o((i, j))))
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
    ensure!((0..=1).contains(&loss) && lam >= 0.0,
        InvalidParameter: "loss {loss} must be 0 or 1, lam {lam} at least 0");
    let H = mlp_layer(X, W1, b1, activation)?;
    let S = mlp_layer(H.view(), W2, b2, 3)?;
    for (i, yi) in Y.iter_rows().enumerate() {
        let distribution = min(yi) >= 0.0 && (yi.iter().sum::<f64>() - 1.0).abs() <= 1e-12;
        ensure!(loss == 0 || distribution, InvalidLabel: "row {i} of Y must be at least 0 and add up to 1");
    }
    // ∂ℓ/∂s = o − y with either loss; o = 1 + expm1(L), so it is (1 − y)o + y expm1(L)
    let (n, L) = (X.rows() as f64, log_softmax(S.view()));
    let entropy = |l: f64, y: f64| ((1.0 - y) * l.exp() + y * l.exp_m1()) / n;
    let squares = |s: f64, y: f64| (s - y) / n;
    let dS = match loss {
        1 => L.clone().zip_with(Y, entropy),
        _ => S.zip_with(Y, squares),
    };
    let norm = |A: &[f64]| dot(A, A);
    let losses = [n / 2.0 * norm(dS.data()), -dot(Y.data(), L.data()) / n];
    let J = losses[loss as usize] + lam / 2.0 * (norm(W1.data()) + norm(W2.data()));
    // a′ = 1 − a² for tanh, [a > 0] for max(0, ·), a(1 − a) for σ
    let slopes = |a: f64| [1.0 - a * a, (a > 0.0) as u8 as f64, a * (1.0 - a), 1.0];
    let dH = matmul(dS.view(), W2.transpose().view());
    let dZ = dH.zip_with(H.view(), |d, a| d * slopes(a)[activation as usize]);
    let mut gW1 = matmul(X.transpose().view(), dZ.view());
    let mut gW2 = matmul(H.transpose().view(), dS.view());
    axpy(lam, W1.data(), gW1.data_mut());
    axpy(lam, W2.data(), gW2.data_mut());
    let sum = |D: &Matrix| rmatvec(D.view(), &vec![1.0; X.rows()]);
    Ok((J, gW1, sum(&dZ), gW2, sum(&dS)))
}
