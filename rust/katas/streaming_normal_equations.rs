//! Moments of chunks, merged, and ridge from them — shared_tests/katas/streaming_normal_equations/README.md

use super::cholesky_solve::cholesky_solve;
use super::matrix_products::{dot, gram, matvec};
use super::ridge::center;
use crate::prelude::*;

/// mean = (1/n) Σᵢ aᵢ, S = Σᵢ (aᵢ − mean)(aᵢ − mean)ᵀ with aᵢ = (xᵢ, yᵢ)
pub fn moments(X: MatrixView, y: &[f64]) -> (i64, Vec<f64>, Matrix) {
    // X[n,p], y[n] -> n:int, mean[p+1], S[p+1,p+1]
    todo!()
}

/// mean = mean_a + δ nb/n, S = S_a + S_b + δδᵀ na nb/n, δ = mean_b − mean_a
pub fn merge(
    na: i64,
    mean_a: &[f64],
    S_a: MatrixView,
    nb: i64,
    mean_b: &[f64],
    S_b: MatrixView,
) -> Result<(i64, Vec<f64>, Matrix)> {
    // na:int, mean_a[q], S_a[q,q], nb:int, mean_b[q], S_b[q,q] -> n:int, mean[q],
    // S[q,q]
    todo!()
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖², sse = ‖y − b − Xw‖²
pub fn solve_moments(
    n: i64,
    mean: &[f64],
    S: MatrixView,
    lam: f64,
) -> Result<(Vec<f64>, f64, f64)> {
    // n:int, mean[q], S[q,q], lam -> w[q-1], b, sse
    todo!()
}
