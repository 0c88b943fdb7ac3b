//! Least squares without squaring the condition number — shared_tests/katas/ols_qr/README.md

use super::cholesky_solve::back_substitution;
use super::householder_qr::{reflect, reflections};
use super::matrix_products::dot;
use crate::prelude::*;

/// Rw = z₁ and sse = ‖z₂‖², where Hₚ…H₁[X y] = [R z₁; 0 z₂]
pub fn ols_qr(X: MatrixView, y: &[f64]) -> Result<(Vec<f64>, f64)> {
    // X[n,p], y[n] -> w[p], sse
    todo!()
}
