//! Damped Newton on a smooth robust loss — shared_tests/katas/newton_backtracking/README.md

use super::cholesky_solve::cholesky_solve;
use super::matrix_products::{dot, gram, rmatvec};
use super::ols_normal_equations::predict;
use super::ols_qr::ols_qr;
use crate::prelude::*;

type Derivatives = Result<(f64, Vec<f64>, Matrix)>;

/// f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f
pub fn pseudo_huber(X: MatrixView, y: &[f64], w: &[f64], delta: f64, lam: f64) -> Derivatives {
    // X[n,p], y[n], w[p], delta, lam -> f, g[p], H[p,p]
    todo!()
}

/// wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)
pub fn newton_pseudo_huber(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    delta: f64,
    lam: f64,
    tol: f64,
    max_iter: i64,
) -> Result<(Vec<f64>, f64, i64, Vec<f64>)> {
    // X[n,p], y[n], w0[p], delta, lam, tol, max_iter:int -> w[p], f, iters:int,
    // history[max_iter+1]
    todo!()
}
