//! Rosenblatt's rule — shared_tests/katas/perceptron/README.md

use super::matrix_products::dot;
use crate::prelude::*;

/// for i in order: if yᵢ(xᵢᵀw + b) ≤ 0: w ← w + eta yᵢxᵢ, b ← b + eta yᵢ
pub fn perceptron(
    X: MatrixView,
    y: &[i64],
    w0: &[f64],
    b0: f64,
    order: &[i64],
    eta: f64,
) -> Result<(Vec<f64>, f64, i64)> {
    // X[n,p], y[n]:int, w0[p], b0, order[m]:int, eta -> w[p], b, mistakes:int
    todo!()
}
