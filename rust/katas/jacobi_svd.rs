//! Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md

use super::matrix_products::{dot, matvec};
use crate::prelude::*;

/// A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0
pub fn svd(A: MatrixView) -> Result<(Matrix, Vec<f64>, Matrix, i64)> {
    // A[m,n] -> U[m,n], s[n], V[n,n], rank:int
    todo!()
}

/// vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v
pub fn power_iteration(A: MatrixView, v0: &[f64], iters: i64) -> Result<(f64, Vec<f64>)> {
    // A[n,n], v0[n], iters:int -> eigenvalue, v[n]
    todo!()
}
