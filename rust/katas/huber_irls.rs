//! Huber regression by reweighted least squares — shared_tests/katas/huber_irls/README.md

use super::matrix_products::rmatvec;
use super::ols_normal_equations::{ols, predict};
use super::theil_sen::median;
use super::weighted_least_squares::wls;
use crate::prelude::*;

/// vᵢ = min(1, δ/|rᵢ|)
pub fn huber_weights(r: &[f64], delta: f64) -> Result<Vec<f64>> {
    // r[n], delta -> v[n]
    todo!()
}

/// w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), ρ(r) = ½r² where |r| ≤ δ, else δ|r| − ½δ²
pub fn huber(
    X: MatrixView,
    y: &[f64],
    delta: f64,
    tol: f64,
    max_iter: i64,
) -> Result<(Vec<f64>, i64)> {
    // X[n,p], y[n], delta, tol, max_iter:int -> w[p], iters:int
    todo!()
}

/// w = wls(X, y, min(1, c·scale/|r|)), scale = median |r| / Φ⁻¹(¾), r = y − Xw
pub fn huber_mad(X: MatrixView, y: &[f64], c: f64, iters: i64) -> Result<(Vec<f64>, f64)> {
    // X[n,p], y[n], c, iters:int -> w[p], scale
    todo!()
}
