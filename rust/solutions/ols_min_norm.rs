//! Least squares of least norm — shared_tests/katas/ols_min_norm/README.md

use super::jacobi_svd::svd;
use super::matrix_products::{matmul, matvec, rmatvec};
use crate::prelude::*;

/// w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀
pub fn min_norm_ls(X: MatrixView, y: &[f64], rcond: f64) -> Result<(Vec<f64>, i64)> {
    ensure!((0.0..1.0).contains(&rcond), InvalidParameter: "rcond is {rcond}, outside [0, 1)");
    let wide = X.rows() < X.cols();
    let tall = if wide { X.transpose() } else { X.to_matrix() };
    let (U, s, V, _) = svd(tall.view())?;
    // Xᵀ = V diag(s) Uᵀ
    let (U, V) = if wide { (V, U) } else { (U, V) };
    // with α = Vᵀw: ‖y − Xw‖² = Σⱼ (uⱼᵀy − sⱼαⱼ)² + constant, and ‖w‖ = ‖α‖ is least
    // where αⱼ = 0 for sⱼ = 0
    let rank = s.iter().filter(|sj| **sj > rcond * s[0]).count();
    let mut alpha = rmatvec(U.view(), y);
    alpha[rank..].fill(0.0);
    (0..rank).for_each(|j| alpha[j] /= s[j]);
    Ok((matvec(V.view(), &alpha), rank as i64))
}

/// P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ
pub fn pinv(A: MatrixView, rcond: f64) -> Result<Matrix> {
    ensure!((0.0..1.0).contains(&rcond), InvalidParameter: "rcond is {rcond}, outside [0, 1)");
    if A.rows() < A.cols() {
        // A⁺ᵀ = Aᵀ⁺
        return Ok(pinv(A.transpose().view(), rcond)?.transpose());
    }
    let (U, s, V, _) = svd(A)?;
    let inverse = |sj: f64| if sj > rcond * s[0] { 1.0 / sj } else { 0.0 };
    let V = Matrix::from_fn(V.rows(), V.cols(), |k, j| V[(k, j)] * inverse(s[j]));
    Ok(matmul(V.view(), U.transpose().view()))
}
