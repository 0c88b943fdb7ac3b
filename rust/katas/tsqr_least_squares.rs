//! Tall-skinny QR over blocks — shared_tests/katas/tsqr_least_squares/README.md

use super::cholesky_solve::back_substitution;
use super::householder_qr::householder;
use super::matrix_products::dot;
use crate::prelude::*;

/// TᵀT = AᵀA, T upper triangular with tⱼⱼ ≥ 0
pub fn triangle(A: MatrixView) -> Matrix {
    // A[m,q] -> T[q,q]
    todo!()
}

/// TᵀT = T_aᵀT_a + T_bᵀT_b, T upper triangular with tⱼⱼ ≥ 0
pub fn merge_triangles(T_a: MatrixView, T_b: MatrixView) -> Matrix {
    // T_a[q,q], T_b[q,q] -> T[q,q]
    todo!()
}

/// Rw = z and sse = ρ², where T = [R z; 0 ρ]
pub fn solve_triangle(T: MatrixView) -> Result<(Vec<f64>, f64)> {
    // T[q,q] -> w[q-1], sse
    todo!()
}

/// w = argmin ‖Xw − y‖², sse = ‖Xw − y‖², from the triangles of blocks of [X y]
pub fn tsqr_ls(X: MatrixView, y: &[f64], offsets: &[i64]) -> Result<(Vec<f64>, f64)> {
    // X[n,p], y[n], offsets[k]:int -> w[p], sse
    todo!()
}
