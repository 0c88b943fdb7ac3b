//! Multiple regression by the normal equations, X read once — shared_tests/katas/ols_normal_equations/README.md

use super::cholesky_solve::cholesky_solve;
use super::matrix_products::{gram_of, matvec};
use crate::prelude::*;

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
pub fn ols(X: MatrixView, y: &[f64]) -> Result<Vec<f64>> {
    let (n, p) = (X.rows(), X.cols());
    ensure!(n >= p, RankDeficient: "{p} columns of length {n} are dependent");
    // [X y]ᵀ[X y] holds XᵀX and Xᵀy
    let G = gram_of(n, p + 1, |i, z| {
        z[..p].copy_from_slice(X.row(i));
        z[p] = y[i];
    });
    let XtX = Matrix::from_fn(p, p, |j, k| G[(j, k)]);
    cholesky_solve(XtX.view(), &G.row(p)[..p]).map_err(|refusal| {
        // XᵀX is positive definite exactly when the columns of X are independent
        Kind::RankDeficient.because(format!("the columns are dependent: {}", refusal.reason))
    })
}
