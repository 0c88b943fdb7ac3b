//! Moments of chunks, merged, and ridge from them — shared_tests/katas/streaming_normal_equations/README.md

use super::cholesky_solve::cholesky_solve;
use super::matrix_products::{dot, gram, matvec};
use super::ridge::center;
use crate::prelude::*;

/// mean = (1/n) Σᵢ aᵢ, S = Σᵢ (aᵢ − mean)(aᵢ − mean)ᵀ with aᵢ = (xᵢ, yᵢ)
pub fn moments(X: MatrixView, y: &[f64]) -> (i64, Vec<f64>, Matrix) {
    // y is one column more
    let (n, p) = (X.rows(), X.cols());
    let A = Matrix::from_fn(n, p + 1, |i, j| if j < p { X[(i, j)] } else { y[i] });
    let (Ac, _, mean, _) = center(A.view(), y);
    (n as i64, mean, gram(Ac.view()))
}

/// mean = mean_a + δ nb/n, S = S_a + S_b + δδᵀ na nb/n, δ = mean_b − mean_a
pub fn merge(
    na: i64,
    mean_a: &[f64],
    S_a: MatrixView,
    nb: i64,
    mean_b: &[f64],
    S_b: MatrixView,
) -> Result<(i64, Vec<f64>, Matrix)> {
    ensure!(na.min(nb) >= 0, InvalidParameter: "counts {na} and {nb}: one is negative");
    let (n, q, delta) = (na + nb, mean_a.len(), minus(mean_b, mean_a));
    Ok(match (na, nb) {
        // the moments of nothing say nothing
        (0, 0) => (0, vec![0.0; q], Matrix::zeros(q, q)),
        (0, _) => (nb, mean_b.to_vec(), S_b.to_matrix()),
        (_, 0) => (na, mean_a.to_vec(), S_a.to_matrix()),
        // Σ (a − m)(a − m)ᵀ over part a is S_a + na (m − mean_a)(m − mean_a)ᵀ; so over b
        _ => {
            let share = nb as f64 / n as f64;
            let weight = na as f64 * share;
            let between = Matrix::from_fn(q, q, |j, k| weight * (delta[j] * delta[k]));
            let mean = zip_with(mean_a, &delta, |m, d| m + share * d);
            (n, mean, S_a.to_matrix() + S_b + between)
        }
    })
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖², sse = ‖y − b − Xw‖²
pub fn solve_moments(
    n: i64,
    mean: &[f64],
    S: MatrixView,
    lam: f64,
) -> Result<(Vec<f64>, f64, f64)> {
    let p = mean.len() - 1;
    ensure!(n >= 1 && lam >= 0.0, InvalidParameter: "n is {n} and lam {lam}: one is too small");
    // n centred rows span n − 1 dimensions at most
    ensure!(lam > 0.0 || n as usize > p,
        RankDeficient: "{n} rows for {p} slopes and an intercept");
    // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; then n∇J = (S_xx + nλI) w − S_xy = 0
    let nlam = vec![n as f64 * lam; p];
    let A = Matrix::from_fn(p, p, |j, k| S[(j, k)]).plus_diagonal(&nlam);
    let Sxy: Vec<f64> = (0..p).map(|j| S[(j, p)]).collect();
    let w = cholesky_solve(A.view(), &Sxy).map_err(|refusal| {
        Kind::RankDeficient.because(format!("the columns are dependent: {}", refusal.reason))
    })?;
    // yᵢ − b − xᵢᵀw = vᵀ(aᵢ − mean), so the sum of the squares is vᵀSv
    let v = [map(&w, |wj| -wj), vec![1.0]].concat();
    let b = mean[p] - dot(&mean[..p], &w);
    Ok((w, b, dot(&v, &matvec(S, &v))))
}
