//! Features: powers, dummies, interactions, lags, standardisation — shared_tests/katas/design_matrix/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::prelude::*;

/// Vᵢⱼ = xᵢʲ, j = 0 … degree
pub fn polynomial_features(x: &[f64], degree: i64) -> Result<Matrix> {
    ensure!(degree >= 0, InvalidParameter: "degree is {degree}, below 0");
    let power = |i: usize, j: usize| x[i].powi(j as i32);
    Ok(Matrix::from_fn(x.len(), degree as usize + 1, power))
}

/// Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
pub fn one_hot(labels: &[i64], K: i64, drop_first: bool) -> Result<Matrix> {
    let first = i64::from(drop_first);
    ensure!(K - first >= 1, InvalidParameter: "of {K} classes {} are left, at least one must be", K - first);
    if let Some(label) = labels.iter().find(|label| !(0..K).contains(label)) {
        refuse!(InvalidLabel, "label {label}, but K is {K}");
    }
    let one = |i: usize, k: usize| u8::from(labels[i] == k as i64 + first).into();
    Ok(Matrix::from_fn(labels.len(), (K - first) as usize, one))
}

/// F = [X, xᵢ ∘ xⱼ for i < j]
pub fn interaction_features(X: MatrixView) -> Matrix {
    // all pairs i < j in lexicographic order
    X.map_rows(|x| {
        let products = (0..x.len()).flat_map(|i| map(&x[i + 1..], |xj| x[i] * xj));
        x.iter().copied().chain(products).collect()
    })
}

/// X[t, j] = series[t + j], y[t] = series[t + d]
pub fn lag_matrix(series: &[f64], d: i64) -> Result<(Matrix, Vec<f64>)> {
    let m = series.len();
    ensure!(d >= 1 && d < m as i64, InvalidParameter: "d is {d}, it must lie in 1 … m − 1, and m is {m}");
    // t = 0 … m − d − 1, so that t + d is still in the series
    let d = d as usize;
    let X = Matrix::from_fn(m - d, d, |t, j| series[t + j]);
    Ok((X, series[d..].to_vec()))
}

/// Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
pub fn standardize(X: MatrixView) -> Result<(Matrix, Vec<f64>, Vec<f64>)> {
    let (mut mean, mut scale) = (vec![], vec![]);
    for x in X.transpose().iter_rows() {
        let constant = x.iter().all(|&xi| xi == x[0]);
        let (m, var) = mean_var(x, 0)?;
        // a constant column has scale 1 and z = 0, whatever its mean rounds to
        mean.push(if constant { x[0] } else { m });
        scale.push(if constant { 1.0 } else { var.sqrt() });
    }
    let Z = X.map_rows(|x| zip_with(&minus(x, &mean), &scale, |d, s| d / s));
    Ok((Z, mean, scale))
}

/// w = wz / scale, b = bz − wᵀ mean
pub fn unstandardize(wz: &[f64], bz: f64, mean: &[f64], scale: &[f64]) -> Result<(Vec<f64>, f64)> {
    ensure!(min(scale) > 0.0, InvalidParameter: "a scale is {}, it must be positive", min(scale));
    // bz + wzᵀz = bz + Σⱼ wzⱼ (xⱼ − meanⱼ) / scaleⱼ = b + wᵀx
    let w = zip_with(wz, scale, |wz, s| wz / s);
    let b = bz - dot(&w, mean);
    Ok((w, b))
}
