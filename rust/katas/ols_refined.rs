//! Least squares to the last digit — shared_tests/katas/ols_refined/README.md

use super::cholesky_solve::{back_substitution, forward_substitution};
use super::householder_qr::{reflect, reflections};
use crate::prelude::*;

/// s = fl(a + b), s + e = a + b exactly
pub fn two_sum(a: f64, b: f64) -> (f64, f64) {
    // a, b -> s, e
    todo!()
}

/// p = fl(ab), p + e = ab exactly
pub fn two_prod(a: f64, b: f64) -> (f64, f64) {
    // a, b -> p, e
    todo!()
}

/// [I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w
pub fn ols_refined(X: MatrixView, y: &[f64], steps: i64) -> Result<Vec<f64>> {
    // X[n,p], y[n], steps:int -> w[p]
    todo!()
}
