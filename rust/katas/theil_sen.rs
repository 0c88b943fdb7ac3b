//! A robust line: the median of slopes — shared_tests/katas/theil_sen/README.md

use super::simple_linear_regression::predict_line;
use crate::prelude::*;

/// m = the middle of the sorted x, or the mean of the middle two
pub fn median(x: &[f64]) -> f64 {
    // x[n] -> m
    todo!()
}

/// slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)
pub fn theil_sen(x: &[f64], y: &[f64]) -> Result<(f64, f64)> {
    // x[n], y[n] -> slope, intercept
    todo!()
}
