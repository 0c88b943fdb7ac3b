//! The best-fit line — shared_tests/katas/simple_linear_regression/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::prelude::*;

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
pub fn fit_line(x: &[f64], y: &[f64]) -> Answer<(f64, f64, f64)> {
    let (low, high) = (min(x), max(x));
    ensure!(high - low > 1e-12 * high.max(-low), RankDeficient: "every x is {low}, up to rounding");
    if min(y) == max(y) {
        return Ok((0.0, y[0], 1.0));
    }
    // ∂/∂intercept = 0: the line passes through (x̄, ȳ)
    let (x_mean, x_var) = mean_var(x, 0)?;
    let (y_mean, y_var) = mean_var(y, 0)?;
    // ∂/∂slope = 0: slope · Σ (xᵢ − x̄)² = Σ (xᵢ − x̄)(yᵢ − ȳ)
    let (dx, dy) = (map(x, |xi| xi - x_mean), map(y, |yi| yi - y_mean));
    let xy_cov = dot(&dx, &dy) / x.len() as f64;
    let slope = xy_cov / x_var;
    // SSE = SST − slope · Σ (xᵢ − x̄)(yᵢ − ȳ)
    Ok((slope, y_mean - slope * x_mean, slope * xy_cov / y_var))
}

/// ŷᵢ = intercept + slope · xᵢ
pub fn predict_line(slope: f64, intercept: f64, x: &[f64]) -> Vec<f64> {
    map(x, |xi| intercept + slope * xi)
}
