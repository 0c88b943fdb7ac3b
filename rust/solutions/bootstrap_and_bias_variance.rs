//! Resampling, and bias² + variance — shared_tests/katas/bootstrap_and_bias_variance/README.md

use super::matrix_products::dot;
use super::ols_normal_equations::{ols, predict};
use super::stable_moments::mean_var;
use crate::prelude::*;

/// Wᵣ = ols of the rows in stretch r of indices; se = sd, bounds = quantiles
pub fn bootstrap_ols(
    X: MatrixView,
    y: &[f64],
    indices: &[i64],
    level: f64,
) -> Result<(Matrix, Vec<f64>, Vec<f64>, Vec<f64>)> {
    let (n, m) = (y.len(), indices.len());
    ensure!(m >= 2 * n && m % n == 0,
        InvalidParameter: "{m} indices are not twice {n}, or three times, …");
    for i in indices {
        ensure!((0..n as i64).contains(i), InvalidParameter: "index {i}, but there are {n} rows");
    }
    ensure!(0.0 < level && level < 1.0, InvalidParameter: "level is {level}, not in (0, 1)");
    let mut coefficients = vec![];
    for rows in indices.chunks_exact(n) {
        // a row of X and its y stay together
        let targets: Vec<_> = rows.iter().map(|&i| y[i as usize]).collect();
        coefficients.push(ols(X.select(rows).view(), &targets)?);
    }
    let W = Matrix::from_rows(coefficients.iter());
    let (mut se, mut lower, mut upper) = (vec![], vec![], vec![]);
    for w in W.transpose().iter_rows() {
        se.push(mean_var(w, 1)?.1.sqrt());
        let mut sorted = w.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        lower.push(quantile(&sorted, (1.0 - level) / 2.0));
        upper.push(quantile(&sorted, (1.0 + level) / 2.0));
    }
    Ok((W, se, lower, upper))
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    // sorted[k] is the quantile k/(B − 1); between two of them it is linear
    let position = q * (sorted.len() - 1) as f64;
    let k = (position as usize).min(sorted.len() - 2);
    sorted[k] + (position - k as f64) * (sorted[k + 1] - sorted[k])
}

/// F = X·ols(X, Y): mean (F̄ − f)², mean (F − F̄)², mean (F − f)²
pub fn bias_variance(X: MatrixView, f: &[f64], Y: MatrixView) -> Result<(f64, f64, f64)> {
    let fit = |y: &[f64]| Ok(predict(X, &ols(X, y)?));
    let fits: Result<Vec<_>> = Y.transpose().iter_rows().map(fit).collect();
    let F = Matrix::from_rows(fits?.iter());
    // the mean over the repetitions, for every row of X
    let mean = map(&F.sum_of_rows(), |sum| sum / F.rows() as f64);
    let mean_square = |x: &[f64]| dot(x, x) / x.len() as f64;
    let (spread, error) = (F.map_rows(|r| minus(r, &mean)), F.map_rows(|r| minus(r, f)));
    // (F − f)² = (F − F̄)² + 2(F − F̄)(F̄ − f) + (F̄ − f)², and F − F̄ averages to 0
    let bias2 = mean_square(&minus(&mean, f));
    Ok((bias2, mean_square(spread.data()), mean_square(error.data())))
}
