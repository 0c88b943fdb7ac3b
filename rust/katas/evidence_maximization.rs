//! The data choose the penalty: type-II maximum likelihood — shared_tests/katas/evidence_maximization/README.md

use super::jacobi_svd::svd;
use super::matrix_products::{dot, matvec, rmatvec};
use crate::prelude::*;
use std::f64::consts::PI;

/// L = ln N(y; 0, I/β + XXᵀ/α), of y = Xw + ε, w ~ N(0, I/α), ε ~ N(0, I/β)
pub fn log_evidence(X: MatrixView, y: &[f64], alpha: f64, beta: f64) -> Result<f64> {
    // X[n,p], y[n], alpha, beta -> L
    todo!()
}

/// γ = Σ βdⱼ/(βdⱼ + α), α ← γ/‖m‖², β ← (n − γ)/‖y − Xm‖², d = eig XᵀX
pub fn evidence_fit(
    X: MatrixView,
    y: &[f64],
    alpha0: f64,
    beta0: f64,
    iters: i64,
) -> Result<(f64, f64, Vec<f64>, f64, Vec<f64>)> {
    // X[n,p], y[n], alpha0, beta0, iters:int -> alpha, beta, m[p], gamma,
    // history[iters+1]
    todo!()
}
