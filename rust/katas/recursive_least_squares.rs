//! One observation at a time — shared_tests/katas/recursive_least_squares/README.md

use super::matrix_products::{dot, matvec};
use crate::prelude::*;

/// e = y − xᵀw, u = Px, c = f + xᵀu, w += eu/c, P = (P − uuᵀ/c)/f, P₀ = I/δ
pub fn rls(
    X: MatrixView,
    y: &[f64],
    forget: f64,
    delta: f64,
) -> Result<(Vec<f64>, Matrix, Vec<f64>)> {
    // X[n,p], y[n], forget, delta -> w[p], P[p,p], e[n]
    todo!()
}
