//! The best-fit line — shared_tests/katas/simple_linear_regression/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::prelude::*;

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
pub fn fit_line(x: &[f64], y: &[f64]) -> Result<(f64, f64, f64)> {
    // x[n], y[n] -> slope, intercept, r2
    todo!()
}

/// ŷᵢ = intercept + slope · xᵢ
pub fn predict_line(slope: f64, intercept: f64, x: &[f64]) -> Vec<f64> {
    // slope, intercept, x[n] -> yhat[n]
    todo!()
}
