//! Features: powers, dummies, interactions, lags, standardisation — shared_tests/katas/design_matrix/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::prelude::*;

/// Vᵢⱼ = xᵢʲ, j = 0 … degree
pub fn polynomial_features(x: &[f64], degree: i64) -> Result<Matrix> {
    // x[n], degree:int -> V[n,degree+1]
    todo!()
}

/// Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
pub fn one_hot(labels: &[i64], K: i64, drop_first: bool) -> Result<Matrix> {
    // labels[n]:int, K:int, drop_first:bool -> D[n,K-drop_first]
    todo!()
}

/// F = [X, xᵢ ∘ xⱼ for i < j]
pub fn interaction_features(X: MatrixView) -> Matrix {
    // X[n,p] -> F[n,p+p*(p-1)//2]
    todo!()
}

/// X[t, j] = series[t + j], y[t] = series[t + d]
pub fn lag_matrix(series: &[f64], d: i64) -> Result<(Matrix, Vec<f64>)> {
    // series[m], d:int -> X[m-d,d], y[m-d]
    todo!()
}

/// Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
pub fn standardize(X: MatrixView) -> Result<(Matrix, Vec<f64>, Vec<f64>)> {
    // X[n,p] -> Z[n,p], mean[p], scale[p]
    todo!()
}

/// w = wz / scale, b = bz − wᵀ mean
pub fn unstandardize(wz: &[f64], bz: f64, mean: &[f64], scale: &[f64]) -> Result<(Vec<f64>, f64)> {
    // wz[p], bz, mean[p], scale[p] -> w[p], b
    todo!()
}
