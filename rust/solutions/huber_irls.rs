//! Huber regression by reweighted least squares — shared_tests/katas/huber_irls/README.md

use super::matrix_products::rmatvec;
use super::ols_normal_equations::{ols, predict};
use super::theil_sen::median;
use super::weighted_least_squares::wls;
use crate::prelude::*;

/// vᵢ = min(1, δ/|rᵢ|)
pub fn huber_weights(r: &[f64], delta: f64) -> Result<Vec<f64>> {
    ensure!(delta > 0.0, InvalidParameter: "the threshold is {delta}, not positive");
    // vᵢrᵢ = ρ′(rᵢ): rᵢ itself, but never beyond ±δ
    Ok(map(r, |ri| delta / ri.abs().max(delta)))
}

/// w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), ρ(r) = ½r² where |r| ≤ δ, else δ|r| − ½δ²
pub fn huber(
    X: MatrixView,
    y: &[f64],
    delta: f64,
    tol: f64,
    max_iter: i64,
) -> Result<(Vec<f64>, i64)> {
    ensure!(tol >= 0.0 && max_iter >= 0,
        InvalidParameter: "tol {tol} and max_iter {max_iter} must be at least 0");
    // what column j can at most pull with at w = 0: Σ |xᵢⱼ ρ′(yᵢ)|
    let slopes = zip_with(&huber_weights(y, delta)?, y, |vi, yi| (vi * yi).abs());
    let pull = rmatvec(X.map(f64::abs).view(), &slopes);
    let mut w = ols(X, y)?;
    for k in 0..=max_iter {
        let r = minus(y, &predict(X, &w));
        let v = huber_weights(&r, delta)?;
        // ∇J = −Xᵀρ′(r)/n = 0
        let g = rmatvec(X, &zip_with(&v, &r, |vi, ri| vi * ri));
        if g.iter().zip(&pull).all(|(gj, pj)| gj.abs() <= tol * pj) {
            return Ok((w, k));
        }
        // ½vᵢz² + const lies above ρ(z) and touches it at z = rᵢ: J falls
        (w, _) = wls(X, y, &v)?;
    }
    refuse!(NotConverged, "{max_iter} weighted fits are not enough");
}

/// w = wls(X, y, min(1, c·scale/|r|)), scale = median |r| / Φ⁻¹(¾), r = y − Xw
pub fn huber_mad(X: MatrixView, y: &[f64], c: f64, iters: i64) -> Result<(Vec<f64>, f64)> {
    ensure!(c > 0.0 && iters >= 1,
        InvalidParameter: "c {c} must be positive, iters {iters} at least 1");
    let largest = max(&map(y, f64::abs));
    let (mut w, mut scale) = (ols(X, y)?, 0.0);
    for _ in 0..iters {
        let r = minus(y, &predict(X, &w));
        // half of all normal errors are smaller than 0.6745 σ
        scale = median(&map(&r, f64::abs)) / 0.6744897501960817;
        // half of the rows are met, up to rounding
        if scale <= 1e-12 * largest {
            return Ok((w, 0.0));
        }
        (w, _) = wls(X, y, &huber_weights(&r, c * scale)?)?;
    }
    Ok((w, scale))
}
