//! Limited-memory BFGS — shared_tests/katas/lbfgs/README.md

use super::matrix_products::{dot, rmatvec};
use super::ols_normal_equations::predict;
use crate::prelude::*;

/// d = −Hg, H₊ = (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy, H₀ = (sᵀy/yᵀy)I
pub fn lbfgs_direction(g: &[f64], S: MatrixView, Y: MatrixView) -> Result<Vec<f64>> {
    // g[p], S[m,p], Y[m,p] -> d[p]
    todo!()
}

/// w = argmin f = (1/n) Σᵢ δ²(√(1 + rᵢ²/δ²) − 1) + (λ/2)‖w‖², ‖∇f‖∞ ≤ tol
pub fn lbfgs_minimize(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    delta: f64,
    lam: f64,
    memory: i64,
    tol: f64,
    max_iter: i64,
) -> Result<(Vec<f64>, f64, i64)> {
    // X[n,p], y[n], w0[p], delta, lam, memory:int, tol, max_iter:int -> w[p], f,
    // iters:int
    todo!()
}
