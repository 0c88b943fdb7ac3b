//! Least squares of least norm — shared_tests/katas/ols_min_norm/README.md

use super::jacobi_svd::svd;
use super::matrix_products::{matmul, matvec, rmatvec};
use crate::prelude::*;

/// w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀
pub fn min_norm_ls(X: MatrixView, y: &[f64], rcond: f64) -> Result<(Vec<f64>, i64)> {
    // X[n,p], y[n], rcond -> w[p], rank:int
    todo!()
}

/// P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ
pub fn pinv(A: MatrixView, rcond: f64) -> Result<Matrix> {
    // A[m,n], rcond -> P[n,m]
    todo!()
}
