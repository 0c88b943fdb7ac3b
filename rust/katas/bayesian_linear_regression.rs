//! Conjugate posterior and predictive variance — shared_tests/katas/bayesian_linear_regression/README.md

use super::cholesky_solve::{cholesky, forward_substitution};
use super::householder_qr::{reflect, reflections};
use super::matrix_products::{dot, gram, matmul, matvec};
use crate::prelude::*;

/// SN = (S₀⁻¹ + βXᵀX)⁻¹, mN = SN(S₀⁻¹m₀ + βXᵀy)
pub fn posterior(
    X: MatrixView,
    y: &[f64],
    m0: &[f64],
    S0: MatrixView,
    beta: f64,
) -> Result<(Vec<f64>, Matrix)> {
    // X[n,p], y[n], m0[p], S0[p,p], beta -> mN[p], SN[p,p]
    todo!()
}

/// mean = Xs mN, var = 1/β + diag(Xs SN Xsᵀ)
pub fn predictive(
    Xs: MatrixView,
    mN: &[f64],
    SN: MatrixView,
    beta: f64,
) -> Result<(Vec<f64>, Vec<f64>)> {
    // Xs[m,p], mN[p], SN[p,p], beta -> mean[m], var[m]
    todo!()
}
