//! Many workers agree: consensus ADMM for the lasso — shared_tests/katas/consensus_admm_lasso/README.md

use super::cholesky_solve::{back_substitution, cholesky, forward_substitution};
use super::matrix_products::{dot, gram, rmatvec};
use super::proximal_operators::soft_threshold;
use crate::prelude::*;

/// LLᵀ = XᵀX/total + ρI, c = Xᵀy/total
pub fn admm_factor(X: MatrixView, y: &[f64], total: i64, rho: f64) -> Result<(Matrix, Vec<f64>)> {
    // X[n,p], y[n], total:int, rho -> L[p,p], c[p]
    todo!()
}

/// x = (LLᵀ)⁻¹(c + ρv), the argmin of f(x) + (ρ/2)‖x − v‖²
pub fn admm_local(L: MatrixView, c: &[f64], v: &[f64], rho: f64) -> Result<Vec<f64>> {
    // L[p,p], c[p], v[p], rho -> x[p]
    todo!()
}

/// xₖ = argmin fₖ(x) + (ρ/2)‖x − z + uₖ‖², z = S(x̄ + ū, λ/(ρN)), uₖ += xₖ − z
pub fn admm_lasso(
    X: MatrixView,
    y: &[f64],
    offsets: &[i64],
    lam: f64,
    rho: f64,
    iters: i64,
) -> Result<(Vec<f64>, Vec<f64>, Vec<f64>)> {
    // X[n,p], y[n], offsets[m]:int, lam, rho, iters:int -> z[p], primal[iters],
    // dual[iters]
    todo!()
}
