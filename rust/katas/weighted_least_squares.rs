//! Observations with weights — shared_tests/katas/weighted_least_squares/README.md

use super::matrix_products::dot;
use super::ols_normal_equations::{ols, predict};
use crate::prelude::*;

/// w = argmin ½ Σ vᵢ(xᵢᵀw − yᵢ)², sse = Σ vᵢrᵢ² with r = y − Xw
pub fn wls(X: MatrixView, y: &[f64], v: &[f64]) -> Result<(Vec<f64>, f64)> {
    // X[n,p], y[n], v[n] -> w[p], sse
    todo!()
}
