//! Many λ for the price of one decomposition — shared_tests/katas/ridge_path/README.md

use super::jacobi_svd::svd;
use super::matrix_products::{matvec, rmatvec};
use super::ridge::center;
use crate::prelude::*;

/// w = Σⱼ sⱼ/(sⱼ² + nλ) (uⱼᵀy) vⱼ, b = ȳ − x̄ᵀw, df = Σⱼ sⱼ²/(sⱼ² + nλ)
pub fn ridge_path(
    X: MatrixView,
    y: &[f64],
    lambdas: &[f64],
    fit_intercept: bool,
) -> Result<(Matrix, Vec<f64>, Vec<f64>)> {
    let least = min(lambdas);
    ensure!(least >= 0.0, InvalidParameter: "lambdas go down to {least}, below 0");
    if fit_intercept {
        // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        let (Xc, yc, x_mean, y_mean) = center(X, y);
        let (W, _, df) = ridge_path(Xc.view(), &yc, lambdas, false)?;
        let b = map(&matvec(W.view(), &x_mean), |f| y_mean - f);
        return Ok((W, b, df));
    }
    let (n, p, k) = (y.len() as f64, X.cols(), lambdas.len());
    let (U, s, V) = if X.rows() < p {
        // Xᵀ = V diag(s) Uᵀ
        let (V, s, U, _) = svd(X.transpose().view())?;
        (U, s, V)
    } else {
        let (U, s, V, _) = svd(X)?;
        (U, s, V)
    };
    let (c, Vt) = (rmatvec(U.view(), y), V.transpose());
    let (mut W, mut df) = (Matrix::zeros(k, p), vec![0.0; k]);
    // what is only rounding has no direction
    let rank = s.iter().filter(|&&sj| sj > 1e-12 * s[0]).count();
    for (i, lam) in lambdas.iter().enumerate() {
        for j in 0..rank {
            // (XᵀX + nλI) w = Xᵀy is diagonal in the basis of the vⱼ, for every λ
            let total = s[j] * s[j] + n * lam;
            axpy(s[j] * c[j] / total, Vt.row(j), W.row_mut(i));
            // ŷ = Σⱼ sⱼ²/(sⱼ² + nλ) (uⱼᵀy) uⱼ, and df is the trace of that map
            df[i] += s[j] * s[j] / total;
        }
    }
    Ok((W, vec![0.0; k], df))
}
