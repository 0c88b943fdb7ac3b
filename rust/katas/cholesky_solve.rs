//! Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md

use super::matrix_products::dot;
use crate::prelude::*;

/// L x = b
pub fn forward_substitution(L: MatrixView, b: &[f64]) -> Result<Vec<f64>> {
    // L[n,n], b[n] -> x[n]
    todo!()
}

/// U x = b
pub fn back_substitution(U: MatrixView, b: &[f64]) -> Result<Vec<f64>> {
    // U[n,n], b[n] -> x[n]
    todo!()
}

/// A = L Lᵀ
pub fn cholesky(A: MatrixView) -> Result<Matrix> {
    // A[n,n] -> L[n,n]
    todo!()
}

/// A x = b
pub fn cholesky_solve(A: MatrixView, b: &[f64]) -> Result<Vec<f64>> {
    // A[n,n], b[n] -> x[n]
    todo!()
}
