//! The best-fit line — shared_tests/katas/simple_linear_regression/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::prelude::*;

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
pub fn fit_line(x: &[f64], y: &[f64]) -> Result<(f64, f64, f64)> {
    let (low, high) = (min(x), max(x));
    // numbers within four units of their last place may be one number, rounded
    let limit = 4.0 * f64::EPSILON * high.max(-low);
    ensure!(high - low > limit, RankDeficient: "every x is {low}, up to rounding");
    if min(y) == max(y) {
        return Ok((0.0, y[0], 1.0));
    }
    // u = x − x₀ is known to ε times the spread of x, while x̄ is known to εx̄ only
    let (u, v) = (map(x, |xi| xi - x[0]), map(y, |yi| yi - y[0]));
    let (u_mean, u_var) = mean_var(&u, 0)?;
    let (v_mean, v_var) = mean_var(&v, 0)?;
    // ∂/∂slope = 0: slope · Σ (uᵢ − ū)² = Σ (uᵢ − ū)(vᵢ − v̄)
    let (du, dv) = (map(&u, |ui| ui - u_mean), map(&v, |vi| vi - v_mean));
    let uv_cov = dot(&du, &dv) / x.len() as f64;
    let slope = uv_cov / u_var;
    // ∂/∂intercept = 0: the line passes through (x̄, ȳ) = (x₀ + ū, y₀ + v̄)
    let intercept = y[0] + v_mean - slope * (x[0] + u_mean);
    // SSE = SST − slope · Σ (uᵢ − ū)(vᵢ − v̄)
    Ok((slope, intercept, slope * uv_cov / v_var))
}

/// ŷᵢ = intercept + slope · xᵢ
pub fn predict_line(slope: f64, intercept: f64, x: &[f64]) -> Vec<f64> {
    map(x, |xi| intercept + slope * xi)
}
