//! Many λ for the price of one decomposition — shared_tests/katas/ridge_path/README.md

use super::jacobi_svd::svd;
use super::matrix_products::{matvec, rmatvec};
use super::ridge::center;
use crate::prelude::*;

/// w = Σⱼ sⱼ/(sⱼ² + nλ) (uⱼᵀy) vⱼ, b = ȳ − x̄ᵀw, df = Σⱼ sⱼ²/(sⱼ² + nλ)
pub fn ridge_path(
    X: MatrixView,
    y: &[f64],
    lambdas: &[f64],
    fit_intercept: bool,
) -> Result<(Matrix, Vec<f64>, Vec<f64>)> {
    // X[n,p], y[n], lambdas[k], fit_intercept:bool -> W[k,p], b[k], df[k]
    todo!()
}
