//! Multiple regression by the normal equations — shared_tests/katas/ols_normal_equations/README.md

use super::cholesky_solve::cholesky_solve;
use super::matrix_products::{gram, matvec, rmatvec};
use crate::prelude::*;

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
pub fn ols(X: MatrixView, y: &[f64]) -> Result<Vec<f64>> {
    // X[n,p], y[n] -> w[p]
    todo!()
}

/// ŷ = X w
pub fn predict(X: MatrixView, w: &[f64]) -> Vec<f64> {
    // X[m,p], w[p] -> yhat[m]
    todo!()
}
