//! Observations with weights — shared_tests/katas/weighted_least_squares/README.md

use super::matrix_products::dot;
use super::ols_normal_equations::{ols, predict};
use crate::prelude::*;

/// w = argmin ½ Σ vᵢ(xᵢᵀw − yᵢ)², sse = Σ vᵢrᵢ² with r = y − Xw
pub fn wls(X: MatrixView, y: &[f64], v: &[f64]) -> Result<(Vec<f64>, f64)> {
    let least = min(v);
    ensure!(least >= 0.0, InvalidParameter: "a weight is {least}, below 0");
    // a row of weight 0 says nothing
    let (n, p) = (v.iter().filter(|&&vi| vi > 0.0).count(), X.cols());
    ensure!(n >= p, RankDeficient: "{n} rows have weight, for {p} coefficients");
    // vᵢrᵢ² = (√vᵢrᵢ)²: least squares for the rows √vᵢxᵢ and √vᵢyᵢ
    let s = map(v, f64::sqrt);
    let A = Matrix::from_fn(X.rows(), p, |i, j| s[i] * X[(i, j)]);
    let w = ols(A.view(), &zip_with(&s, y, |si, yi| si * yi))?;
    let r = minus(y, &predict(X, &w));
    let sse = dot(v, &map(&r, |ri| ri * ri));
    Ok((w, sse))
}
