//! Sums, means, variances that do not cancel — shared_tests/katas/stable_moments/README.md

use super::matrix_products::gram;
use crate::prelude::*;

/// s = Σᵢ xᵢ, with Neumaier's compensation
pub fn compensated_sum(x: &[f64]) -> f64 {
    // x[n] -> s
    todo!()
}

/// x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)
pub fn mean_var(x: &[f64], ddof: i64) -> Result<(f64, f64)> {
    // x[n], ddof:int -> mean, var
    todo!()
}

/// C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)
pub fn covariance(X: MatrixView, ddof: i64) -> Result<Matrix> {
    // X[n,p], ddof:int -> C[p,p]
    todo!()
}

/// mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a
pub fn merge_moments(
    na: i64,
    mean_a: f64,
    M2_a: f64,
    nb: i64,
    mean_b: f64,
    M2_b: f64,
) -> Result<(i64, f64, f64)> {
    // na:int, mean_a, M2_a, nb:int, mean_b, M2_b -> n:int, mean, M2
    todo!()
}
