//! Resampling, and bias² + variance — shared_tests/katas/bootstrap_and_bias_variance/README.md

use super::matrix_products::dot;
use super::ols_normal_equations::{ols, predict};
use super::stable_moments::mean_var;
use crate::prelude::*;

/// Wᵣ = ols of the rows in stretch r of indices; se = sd, bounds = quantiles
pub fn bootstrap_ols(
    X: MatrixView,
    y: &[f64],
    indices: &[i64],
    level: f64,
) -> Result<(Matrix, Vec<f64>, Vec<f64>, Vec<f64>)> {
    // X[n,p], y[n], indices[m]:int, level -> W[m//n,p], se[p], lower[p], upper[p]
    todo!()
}

/// F = X·ols(X, Y): mean (F̄ − f)², mean (F − F̄)², mean (F − f)²
pub fn bias_variance(X: MatrixView, f: &[f64], Y: MatrixView) -> Result<(f64, f64, f64)> {
    // X[n,p], f[n], Y[n,R] -> bias2, variance, total
    todo!()
}
