//! Lasso by cyclic coordinate descent — shared_tests/katas/lasso_coordinate_descent/README.md

use super::matrix_products::{dot, rmatvec};
use super::proximal_operators::soft_threshold;
use super::ridge::center;
use crate::prelude::*;

/// λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first
pub fn lasso_lambda_max(X: MatrixView, y: &[f64], fit_intercept: bool) -> f64 {
    if fit_intercept {
        let (Xc, yc, _, _) = center(X, y);
        return lasso_lambda_max(Xc.view(), &yc, false);
    }
    // at w = 0 the slopes of the loss are −Xᵀy/n, and λ holds all up to its size
    max(&map(&rmatvec(X, y), f64::abs)) / y.len() as f64
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁
pub fn lasso(
    X: MatrixView,
    y: &[f64],
    lam: f64,
    fit_intercept: bool,
    tol: f64,
    max_sweeps: i64,
) -> Result<(Vec<f64>, f64, f64, i64)> {
    ensure!(lam > 0.0, InvalidParameter: "lam is {lam}, not positive");
    ensure!(tol >= 0.0 && max_sweeps >= 1,
        InvalidParameter: "tol {tol} must be at least 0, max_sweeps {max_sweeps} at least 1");
    if fit_intercept {
        // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        let (Xc, yc, x_mean, y_mean) = center(X, y);
        let (w, _, gap, sweeps) = lasso(Xc.view(), &yc, lam, false, tol, max_sweeps)?;
        let b = y_mean - dot(&x_mean, &w);
        return Ok((w, b, gap, sweeps));
    }
    let (n, columns) = (y.len() as f64, X.transpose());
    let squares = columns.iter_rows().map(|x| dot(x, x) / n);
    let a: Vec<f64> = squares.collect();
    let (mut w, mut r, mut gap) = (vec![0.0; X.cols()], y.to_vec(), 0.0);
    for sweep in 1..=max_sweeps {
        for j in (0..w.len()).filter(|&j| a[j] > 0.0) {
            // as a function of wⱼ alone, J = ½aⱼwⱼ² − ρwⱼ + λ|wⱼ| + const
            let x = columns.row(j);
            let rho = dot(x, &r) / n + a[j] * w[j];
            let z = soft_threshold(&[rho], lam)?[0] / a[j];
            axpy(w[j] - z, x, &mut r);
            w[j] = z;
        }
        // J* ≥ (‖y‖² − ‖y − u‖²)/2n for every u with ‖Xᵀu‖∞ ≤ nλ, as for u = s r
        let s = lam / lam.max(lasso_lambda_max(X, &r, false));
        let norm: f64 = w.iter().map(|wj| wj.abs()).sum();
        gap = (1.0 + s * s) / (2.0 * n) * dot(&r, &r) - s / n * dot(&r, y) + lam * norm;
        if gap <= tol * dot(y, y) / (2.0 * n) {
            return Ok((w, 0.0, gap, sweep));
        }
    }
    refuse!(NotConverged, "gap {gap:.1e} after {max_sweeps} sweeps");
}
