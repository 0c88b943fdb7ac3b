//! Elastic net along a warm-started λ path — shared_tests/katas/elastic_net_path/README.md

use super::lasso_coordinate_descent::lasso_lambda_max;
use super::matrix_products::{dot, matvec};
use super::proximal_operators::soft_threshold;
use super::ridge::center;
use crate::prelude::*;

/// λᵢ = λ₀ ratio^(i/(k−1)), i = 0 … k−1, where λ₀ = ‖Xᵀy‖∞ / nα, centred
pub fn lambda_grid(
    X: MatrixView,
    y: &[f64],
    alpha: f64,
    k: i64,
    ratio: f64,
    fit_intercept: bool,
) -> Result<Vec<f64>> {
    ensure!(alpha > 0.0 && alpha <= 1.0 && k >= 1,
        InvalidParameter: "alpha {alpha} must lie in (0, 1], k {k} be at least 1");
    ensure!(ratio > 0.0 && ratio < 1.0, InvalidParameter: "ratio is {ratio}, outside (0, 1)");
    // w = 0 is the minimiser while ‖Xᵀy‖∞/n ≤ λα: the square has no slope there
    let first = lasso_lambda_max(X, y, fit_intercept) / alpha;
    let power = |i| ratio.powf(i as f64 / (k - 1).max(1) as f64);
    Ok((0..k).map(|i| first * power(i)).collect())
}

/// Wᵢ, bᵢ = argmin (1/2n)‖y − b − Xw‖² + λᵢ(α‖w‖₁ + ½(1−α)‖w‖²)
pub fn elastic_net_path(
    X: MatrixView,
    y: &[f64],
    lambdas: &[f64],
    alpha: f64,
    fit_intercept: bool,
    tol: f64,
    max_sweeps: i64,
) -> Result<(Matrix, Vec<f64>)> {
    let least = min(lambdas);
    ensure!(least > 0.0 && alpha > 0.0 && alpha <= 1.0,
        InvalidParameter: "the least λ {least} must be positive, alpha {alpha} lie in (0, 1]");
    ensure!(tol >= 0.0 && max_sweeps >= 1,
        InvalidParameter: "tol {tol} must be at least 0, max_sweeps {max_sweeps} at least 1");
    if fit_intercept {
        // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        let (Xc, yc, x_mean, y_mean) = center(X, y);
        let (W, _) = elastic_net_path(Xc.view(), &yc, lambdas, alpha, false, tol, max_sweeps)?;
        let b = map(&matvec(W.view(), &x_mean), |s| y_mean - s);
        return Ok((W, b));
    }
    let (n, columns, k) = (y.len() as f64, X.transpose(), lambdas.len());
    let squares = columns.iter_rows().map(|x| dot(x, x) / n);
    let a: Vec<f64> = squares.collect();
    let (mut W, mut w, mut r) = (Matrix::zeros(k, X.cols()), vec![0.0; X.cols()], y.to_vec());
    for (i, lam) in lambdas.iter().enumerate() {
        // w and r = y − Xw go on from where the last λ left them
        let (mut largest, mut sweeps) = (f64::INFINITY, 0);
        while largest > tol * (dot(y, y) / n).sqrt() {
            ensure!(sweeps != max_sweeps,
                NotConverged: "there is still a step of {largest:.1e} after {sweeps} sweeps");
            (largest, sweeps) = (0.0, sweeps + 1);
            for j in (0..w.len()).filter(|&j| a[j] > 0.0) {
                // of wⱼ alone, J = ½(aⱼ + λ(1−α))wⱼ² − ρwⱼ + λα|wⱼ| + const
                let x = columns.row(j);
                let rho = dot(x, &r) / n + a[j] * w[j];
                let z = soft_threshold(&[rho], lam * alpha)?[0] / (a[j] + lam * (1.0 - alpha));
                largest = f64::max(largest, a[j].sqrt() * (z - w[j]).abs());
                axpy(w[j] - z, x, &mut r);
                w[j] = z;
            }
        }
        W.row_mut(i).copy_from_slice(&w);
    }
    Ok((W, vec![0.0; k]))
}
