//! Features: powers, dummies, interactions, lags, standardisation — shared_tests/katas/design_matrix/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::matrix::{Matrix, MatrixView};
use crate::refusals::{ensure, refuse, Answer};

/// Vᵢⱼ = xᵢʲ, j = 0 … degree
pub fn polynomial_features(x: &[f64], degree: i64) -> Answer<Matrix> {
    ensure!(degree >= 0, InvalidParameter: "degree is {degree}");
    let power = |i: usize, j: usize| x[i].powi(j as i32);
    Ok(Matrix::from_fn(x.len(), degree as usize + 1, power))
}

/// Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
pub fn one_hot(labels: &[i64], K: i64, drop_first: bool) -> Answer<Matrix> {
    let first = i64::from(drop_first);
    ensure!(K - first >= 1, InvalidParameter: "K − drop_first is {}", K - first);
    if let Some(label) = labels.iter().find(|label| !(0..K).contains(label)) {
        refuse!(InvalidLabel, "label {label}, but K is {K}");
    }
    let one = |i: usize, k: usize| u8::from(labels[i] == k as i64 + first).into();
    Ok(Matrix::from_fn(labels.len(), (K - first) as usize, one))
}

/// F = [X, xᵢ ∘ xⱼ for i < j]
pub fn interaction_features(X: MatrixView) -> Matrix {
    // all pairs i < j in lexicographic order
    let p = X.cols();
    let pairs: Vec<_> = (0..p)
        .flat_map(|i| (i + 1..p).map(move |j| (i, j)))
        .collect();
    Matrix::from_fn(X.rows(), p + pairs.len(), |row, k| match k.checked_sub(p) {
        None => X[(row, k)],
        Some(pair) => X[(row, pairs[pair].0)] * X[(row, pairs[pair].1)],
    })
}

/// X[t, j] = series[t + j], y[t] = series[t + d]
pub fn lag_matrix(series: &[f64], d: i64) -> Answer<(Matrix, Vec<f64>)> {
    let m = series.len();
    ensure!(d >= 1 && d < m as i64, InvalidParameter: "d is {d}, but m is {m}");
    // t = 0 … m − d − 1, so that t + d is still in the series
    let d = d as usize;
    let X = Matrix::from_fn(m - d, d, |t, j| series[t + j]);
    Ok((X, series[d..].to_vec()))
}

/// Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
pub fn standardize(X: MatrixView) -> Answer<(Matrix, Vec<f64>, Vec<f64>)> {
    let columns = X.transpose();
    let (mut mean, mut scale) = (vec![], vec![]);
    for x in (0..X.cols()).map(|j| columns.row(j)) {
        let constant = x.iter().all(|&xi| xi == x[0]);
        let (m, var) = mean_var(x, 0)?;
        // a constant column has scale 1 and z = 0, whatever its mean rounds to
        mean.push(if constant { x[0] } else { m });
        scale.push(if constant { 1.0 } else { var.sqrt() });
    }
    let z = |i, j| (X[(i, j)] - mean[j]) / scale[j];
    Ok((Matrix::from_fn(X.rows(), X.cols(), z), mean, scale))
}

/// w = wz / scale, b = bz − wᵀ mean
pub fn unstandardize(wz: &[f64], bz: f64, mean: &[f64], scale: &[f64]) -> Answer<(Vec<f64>, f64)> {
    if let Some(s) = scale.iter().find(|&&s| s <= 0.0) {
        refuse!(InvalidParameter, "a scale is {s}");
    }
    // bz + wzᵀz = bz + Σⱼ wzⱼ (xⱼ − meanⱼ) / scaleⱼ = b + wᵀx
    let w: Vec<f64> = wz.iter().zip(scale).map(|(wz, s)| wz / s).collect();
    let b = bz - dot(&w, mean);
    Ok((w, b))
}
