//! The best-fit line — shared_tests/katas/simple_linear_regression/README.md

use super::stable_moments::mean_var;
use crate::refusals::{ensure, Answer};

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
pub fn fit_line(x: &[f64], y: &[f64]) -> Answer<(f64, f64, f64)> {
    let low = x.iter().copied().fold(f64::INFINITY, f64::min);
    let high = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    ensure!(high - low > 1e-12 * high.max(-low), RankDeficient: "every x is {low}, up to rounding");
    if y.iter().all(|&yi| yi == y[0]) {
        return Ok((0.0, y[0], 1.0));
    }
    // ∂/∂intercept = 0: the line passes through (x̄, ȳ)
    let (x_mean, x_var) = mean_var(x, 0)?;
    let (y_mean, y_var) = mean_var(y, 0)?;
    // ∂/∂slope = 0: slope · Σ (xᵢ − x̄)² = Σ (xᵢ − x̄)(yᵢ − ȳ)
    let products = x
        .iter()
        .zip(y)
        .map(|(xi, yi)| (xi - x_mean) * (yi - y_mean));
    let xy_cov = products.sum::<f64>() / x.len() as f64;
    let slope = xy_cov / x_var;
    // SSE = SST − slope · Σ (xᵢ − x̄)(yᵢ − ȳ)
    Ok((slope, y_mean - slope * x_mean, slope * xy_cov / y_var))
}

/// ŷᵢ = intercept + slope · xᵢ
pub fn predict_line(slope: f64, intercept: f64, x: &[f64]) -> Vec<f64> {
    x.iter().map(|xi| intercept + slope * xi).collect()
}
