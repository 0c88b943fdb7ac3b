//! Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md

use super::matrix_products::{dot, matvec, rmatvec};
use crate::prelude::*;

/// sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
pub fn sigmoid(z: &[f64]) -> Vec<f64> {
    // z[k] -> s[k]
    todo!()
}

/// sᵢ = ln(1 + exp(zᵢ))
pub fn softplus(z: &[f64]) -> Vec<f64> {
    // z[k] -> s[k]
    todo!()
}

/// J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J
pub fn logistic_value_grad(
    X: MatrixView,
    y: &[i64],
    w: &[f64],
    b: f64,
    lam: f64,
) -> Result<(f64, Vec<f64>, f64)> {
    // X[n,p], y[n]:int, w[p], b, lam -> J, gw[p], gb
    todo!()
}

/// (w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)
pub fn logistic_gd(
    X: MatrixView,
    y: &[i64],
    w0: &[f64],
    b0: f64,
    lam: f64,
    step: f64,
    iters: i64,
) -> Result<(Vec<f64>, f64, Vec<f64>)> {
    // X[n,p], y[n]:int, w0[p], b0, lam, step, iters:int -> w[p], b, history[iters+1]
    todo!()
}
