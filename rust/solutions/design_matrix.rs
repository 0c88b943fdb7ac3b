//! Features: powers, dummies, interactions, lags, standardisation — shared_tests/katas/design_matrix/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::matrix::{Matrix, MatrixView};
use crate::refusals::Kind::{InvalidLabel, InvalidParameter};
use crate::refusals::Refusal;

/// Vᵢⱼ = xᵢʲ, j = 0 … degree
pub fn polynomial_features(x: &[f64], degree: i64) -> Result<Matrix, Refusal> {
    let degree = usize::try_from(degree)
        .map_err(|_| InvalidParameter.because(format!("degree is {degree}, below 0")))?;
    let mut V = Matrix::zeros(x.len(), degree + 1);
    for (i, xi) in x.iter().enumerate() {
        // xʲ⁺¹ = xʲ x, from x⁰ = 1
        let mut power = 1.0;
        for v in V.row_mut(i) {
            *v = power;
            power *= xi;
        }
    }
    Ok(V)
}

/// Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
pub fn one_hot(labels: &[i64], K: i64, drop_first: bool) -> Result<Matrix, Refusal> {
    let first = i64::from(drop_first);
    if K - first < 1 {
        return Err(InvalidParameter.because(format!("K − drop_first is {}", K - first)));
    }
    let mut D = Matrix::zeros(labels.len(), (K - first) as usize);
    for (i, label) in labels.iter().enumerate() {
        if !(0..K).contains(label) {
            return Err(InvalidLabel.because(format!("label {label}, but K is {K}")));
        }
        // a dropped class 0 has no column
        if *label >= first {
            D[(i, (label - first) as usize)] = 1.0;
        }
    }
    Ok(D)
}

/// F = [X, xᵢ ∘ xⱼ for i < j]
pub fn interaction_features(X: MatrixView) -> Matrix {
    let p = X.cols();
    let mut F = Matrix::zeros(X.rows(), p + p * (p - 1) / 2);
    for row in 0..X.rows() {
        let x = X.row(row);
        let (features, products) = F.row_mut(row).split_at_mut(p);
        features.copy_from_slice(x);
        // all pairs i < j in lexicographic order
        let pairs = (0..p).flat_map(|i| (i + 1..p).map(move |j| (i, j)));
        for (f, (i, j)) in products.iter_mut().zip(pairs) {
            *f = x[i] * x[j];
        }
    }
    F
}

/// X[t, j] = series[t + j], y[t] = series[t + d]
pub fn lag_matrix(series: &[f64], d: i64) -> Result<(Matrix, Vec<f64>), Refusal> {
    let m = series.len();
    if d < 1 || d >= m as i64 {
        return Err(InvalidParameter.because(format!("d is {d}, but m is {m}")));
    }
    // t = 0 … m − d − 1, so that t + d is still in the series
    let d = d as usize;
    let X = Matrix::from_fn(m - d, d, |t, j| series[t + j]);
    Ok((X, series[d..].to_vec()))
}

/// Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
pub fn standardize(X: MatrixView) -> Result<(Matrix, Vec<f64>, Vec<f64>), Refusal> {
    let mut Z = Matrix::zeros(X.rows(), X.cols());
    let (mut mean, mut scale) = (vec![0.0; X.cols()], vec![1.0; X.cols()]);
    let columns = X.transpose();
    for j in 0..X.cols() {
        let x = columns.row(j);
        let (m, var) = mean_var(x, 0)?;
        mean[j] = m;
        // a constant column has scale 1 and z = 0, whatever rounding made of its mean
        if x.iter().any(|&xi| xi != x[0]) {
            scale[j] = var.sqrt();
            for (i, xi) in x.iter().enumerate() {
                Z[(i, j)] = (xi - m) / scale[j];
            }
        }
    }
    Ok((Z, mean, scale))
}

/// w = wz / scale, b = bz − wᵀ mean
pub fn unstandardize(
    wz: &[f64],
    bz: f64,
    mean: &[f64],
    scale: &[f64],
) -> Result<(Vec<f64>, f64), Refusal> {
    if let Some(j) = scale.iter().position(|&s| s <= 0.0) {
        return Err(InvalidParameter.because(format!("scale {j} is {}", scale[j])));
    }
    // bz + wzᵀz = bz + Σⱼ wzⱼ (xⱼ − meanⱼ) / scaleⱼ = b + wᵀx
    let w: Vec<f64> = wz.iter().zip(scale).map(|(wz, s)| wz / s).collect();
    let b = bz - dot(&w, mean);
    Ok((w, b))
}
