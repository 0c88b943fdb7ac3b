//! Multinomial logistic regression — shared_tests/katas/softmax_regression/README.md

use super::matrix_products::{dot, matmul, rmatvec};
use crate::prelude::*;

/// Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
pub fn log_softmax(Z: MatrixView) -> Matrix {
    // Z[n,K] -> L[n,K]
    todo!()
}

/// J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
pub fn softmax_value_grad(
    X: MatrixView,
    y: &[i64],
    K: i64,
    W: MatrixView,
    b: &[f64],
    lam: f64,
) -> Result<(f64, Matrix, Vec<f64>)> {
    // X[n,p], y[n]:int, K:int, W[p,K], b[K], lam -> J, GW[p,K], Gb[K]
    todo!()
}

/// (W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
pub fn softmax_gd(
    X: MatrixView,
    y: &[i64],
    K: i64,
    lam: f64,
    step: f64,
    iters: i64,
) -> Result<(Matrix, Vec<f64>, Vec<f64>)> {
    // X[n,p], y[n]:int, K:int, lam, step, iters:int -> W[p,K], b[K], history[iters+1]
    todo!()
}
