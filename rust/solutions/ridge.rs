//! Ridge regression, intercept unpenalised — shared_tests/katas/ridge/README.md

use super::cholesky_solve::{cholesky_solve, forward_substitution};
use super::householder_qr::{reflect, reflections};
use super::matrix_products::{dot, gram, rmatvec};
use super::ols_normal_equations::ols;
use super::ols_qr::ols_qr;
use crate::prelude::*;

/// Xc = X − 1x̄ᵀ, yc = y − 1ȳ
pub fn center(X: MatrixView, y: &[f64]) -> (Matrix, Vec<f64>, Vec<f64>, f64) {
    // x̄ = x₀ + mean of xᵢ − x₀, so a constant column is centred to exactly 0
    let (x0, share) = (X.row(0), vec![1.0 / y.len() as f64; y.len()]);
    let shifted = X.map_rows(|x| minus(x, x0));
    let x_mean = plus(x0, &rmatvec(shifted.view(), &share));
    let y_mean = dot(&share, y);
    let Xc = X.map_rows(|x| minus(x, &x_mean));
    (Xc, map(y, |yi| yi - y_mean), x_mean, y_mean)
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²
pub fn ridge(X: MatrixView, y: &[f64], lam: f64, fit_intercept: bool) -> Result<(Vec<f64>, f64)> {
    ensure!(lam >= 0.0, InvalidParameter: "lam is {lam}, below 0");
    if fit_intercept {
        // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        let (Xc, yc, x_mean, y_mean) = center(X, y);
        let (w, _) = ridge(Xc.view(), &yc, lam, false)?;
        let b = y_mean - dot(&x_mean, &w);
        return Ok((w, b));
    }
    if lam == 0.0 {
        // J is the loss of least squares, which needs independent columns
        return Ok((ols(X, y)?, 0.0));
    }
    // n∇J = (XᵀX + nλI) w − Xᵀy = 0, positive definite whatever X is
    let (nlam, p) = (y.len() as f64 * lam, X.cols());
    let A = gram(X).plus_diagonal(&vec![nlam; p]);
    if let Ok(w) = cholesky_solve(A.view(), &rmatvec(X, y)) {
        return Ok((w, 0.0));
    }
    // nλ is lost beside XᵀX, √(nλ) is not beside X: 2nJ = ‖[X; √(nλ)I]w − [y; 0]‖²
    let A = X.above(&(nlam.sqrt() * Matrix::identity(p)));
    let (w, _) = ols_qr(A.view(), &[y, &vec![0.0; p]].concat())?;
    Ok((w, 0.0))
}

/// w = Xcᵀ(XcXcᵀ + nλI)⁻¹yc, b = ȳ − x̄ᵀw, with Xc = X − 1x̄ᵀ and yc = y − 1ȳ
pub fn ridge_dual(
    X: MatrixView,
    y: &[f64],
    lam: f64,
    fit_intercept: bool,
) -> Result<(Vec<f64>, f64)> {
    ensure!(lam > 0.0, InvalidParameter: "lam is {lam}, not positive");
    if fit_intercept {
        // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        let (Xc, yc, x_mean, y_mean) = center(X, y);
        let (w, _) = ridge_dual(Xc.view(), &yc, lam, false)?;
        let b = y_mean - dot(&x_mean, &w);
        return Ok((w, b));
    }
    // (XᵀX + cI) Xᵀ = Xᵀ (XXᵀ + cI), so w = Xᵀα with (XXᵀ + nλI) α = y
    let (n, nlam, Xt) = (y.len(), y.len() as f64 * lam, X.transpose());
    let A = gram(Xt.view()).plus_diagonal(&vec![nlam; n]);
    if let Ok(alpha) = cholesky_solve(A.view(), y) {
        return Ok((rmatvec(X, &alpha), 0.0));
    }
    // y = RᵀRα with [Xᵀ; √(nλ)I] = QR, and [w; √(nλ)α] = QRα = QR⁻ᵀy
    let A = Xt.above(&(nlam.sqrt() * Matrix::identity(n)));
    let (V, R) = reflections(A.view())?;
    let z = forward_substitution(R.transpose().view(), y)?;
    let mut w = reflect(V.reversed().view(), &[z, vec![0.0; X.cols()]].concat());
    w.truncate(X.cols());
    Ok((w, 0.0))
}
