//! Sums, means, variances that do not cancel — shared_tests/katas/stable_moments/README.md

use super::matrix_products::gram;
use crate::prelude::*;

/// s = Σᵢ xᵢ, with Neumaier's compensation
pub fn compensated_sum(x: &[f64]) -> f64 {
    let (mut s, mut c) = (0.0_f64, 0.0);
    for xi in x {
        // t = fl(s + xᵢ), the next running sum
        let t = s + xi;
        // s + xᵢ = t + e exactly: e is what the smaller of the two loses
        let smaller = xi.abs() <= s.abs();
        c += if smaller { (s - t) + xi } else { (xi - t) + s };
        s = t;
    }
    s + c
}

/// x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)
pub fn mean_var(x: &[f64], ddof: i64) -> Result<(f64, f64)> {
    let n = x.len() as i64;
    ensure!((0..n).contains(&ddof),
        InvalidParameter: "ddof is {ddof}, it must lie in 0 … n − 1, and n is {n}");
    // x̄ first: the squares of the deviations are positive and cannot cancel
    let mean = compensated_sum(x) / n as f64;
    let M2: f64 = x.iter().map(|xi| (xi - mean).powi(2)).sum();
    Ok((mean, M2 / (n - ddof) as f64))
}

/// C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)
pub fn covariance(X: MatrixView, ddof: i64) -> Result<Matrix> {
    let (n, mut mean) = (X.rows() as i64, vec![]);
    for x in X.transpose().iter_rows() {
        mean.push(mean_var(x, ddof)?.0);
    }
    // (n − ddof) C is the Gram matrix of the centred columns
    let D = X.map_rows(|x| minus(x, &mean));
    Ok(gram(D.view()).map(|c| c / (n - ddof) as f64))
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
    ensure!(na.min(nb) >= 0 && M2_a.min(M2_b) >= 0.0,
        InvalidParameter: "na {na}, nb {nb}, M2_a {M2_a}, M2_b {M2_b} must be at least 0");
    let (n, delta) = (na + nb, mean_b - mean_a);
    let share = nb as f64 / n as f64;
    let between = delta.powi(2) * na as f64 * share;
    Ok(match (na, nb) {
        // the mean of nothing says nothing
        (0, 0) => (0, 0.0, 0.0),
        (0, _) => (nb, mean_b, M2_b),
        (_, 0) => (na, mean_a, M2_a),
        // Σ (x − m)² over a is M2_a + na (m − mean_a)² for every m; so over b
        _ => (n, mean_a + delta * share, M2_a + M2_b + between),
    })
}
