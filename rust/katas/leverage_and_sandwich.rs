//! Influence, and standard errors that do not trust σ² — shared_tests/katas/leverage_and_sandwich/README.md

use super::cholesky_solve::back_substitution;
use super::householder_qr::qr;
use super::matrix_products::{dot, gram, matvec, rmatvec};
use crate::prelude::*;

/// hᵢ = xᵢᵀ(XᵀX)⁻¹xᵢ
pub fn leverages(X: MatrixView) -> Result<Vec<f64>> {
    // X[n,p] -> h[n]
    todo!()
}

/// student = e/s√(1 − h), cook = e²h/ps²(1 − h)², loo = e/(1 − h), e = y − Xw
pub fn influence(X: MatrixView, y: &[f64]) -> Result<(Vec<f64>, Vec<f64>, Vec<f64>, Vec<f64>)> {
    // X[n,p], y[n] -> h[n], student[n], cook[n], loo[n]
    todo!()
}

/// V = (XᵀX)⁻¹Xᵀ diag(e²f) X(XᵀX)⁻¹, f = 1, n/(n − p), 1/(1 − h), 1/(1 − h)²
pub fn hc_covariance(X: MatrixView, y: &[f64], variant: Variant) -> Result<Matrix> {
    // X[n,p], y[n], variant:{hc0,hc1,hc2,hc3} -> V[p,p]
    todo!()
}
