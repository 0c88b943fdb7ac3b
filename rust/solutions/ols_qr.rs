//! Least squares without squaring the condition number — shared_tests/katas/ols_qr/README.md

use super::cholesky_solve::back_substitution;
use super::householder_qr::{reflect, reflections};
use super::matrix_products::dot;
use crate::prelude::*;

/// Rw = z₁ and sse = ‖z₂‖², where Hₚ…H₁[X y] = [R z₁; 0 z₂]
pub fn ols_qr(X: MatrixView, y: &[f64]) -> Result<(Vec<f64>, f64)> {
    let (V, R) = reflections(X)?;
    let z = reflect(V.view(), y);
    // reflections keep lengths: ‖Xw − y‖² = ‖Rw − z₁‖² + ‖z₂‖²
    let (z1, z2) = z.split_at(X.cols());
    Ok((back_substitution(R.view(), z1)?, dot(z2, z2)))
}
