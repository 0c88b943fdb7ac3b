//! Multiple regression by the normal equations — shared_tests/katas/ols_normal_equations/README.md

use super::cholesky_solve::cholesky_solve;
use super::matrix_products::{gram, matvec, rmatvec};
use crate::prelude::*;

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
pub fn ols(X: MatrixView, y: &[f64]) -> Result<Vec<f64>> {
    let (n, p) = (X.rows(), X.cols());
    ensure!(n >= p, RankDeficient: "{p} columns of length {n} are dependent");
    // ∇ ½‖Xw − y‖² = Xᵀ(Xw − y) = 0
    cholesky_solve(gram(X).view(), &rmatvec(X, y)).map_err(|refusal| {
        // XᵀX is positive definite exactly when the columns of X are independent
        Kind::RankDeficient.because(format!("the columns are dependent: {}", refusal.reason))
    })
}

/// ŷ = X w
pub fn predict(X: MatrixView, w: &[f64]) -> Vec<f64> {
    // ŷᵢ is row i of X times w
    matvec(X, w)
}
