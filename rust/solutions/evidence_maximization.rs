//! The data choose the penalty: type-II maximum likelihood — shared_tests/katas/evidence_maximization/README.md

use super::jacobi_svd::svd;
use super::matrix_products::{dot, matvec, rmatvec};
use crate::prelude::*;
use std::f64::consts::PI;

/// V, s, c and rest: X = U diag(s) Vᵀ, c = Uᵀy, and the rest of y is outside
fn coordinates(X: MatrixView, y: &[f64]) -> Result<(Matrix, Vec<f64>, Vec<f64>, f64)> {
    let (U, s, V) = if X.rows() < X.cols() {
        // Xᵀ = V diag(s) Uᵀ
        let (V, s, U, _) = svd(X.transpose().view())?;
        (U, s, V)
    } else {
        let (U, s, V, _) = svd(X)?;
        (U, s, V)
    };
    let c = rmatvec(U.view(), y);
    let rest = minus(y, &matvec(U.view(), &c));
    Ok((V, s, c, dot(&rest, &rest)))
}

fn log_density(n: f64, s: &[f64], c: &[f64], rest: f64, alpha: f64, beta: f64) -> f64 {
    // along uⱼ the variance of y is 1/β + sⱼ²/α, elsewhere 1/β
    let along = zip_with(s, c, |sj, cj| {
        let ratio = beta * sj * sj / alpha;
        ratio.ln_1p() + beta * cj * cj / (1.0 + ratio)
    });
    (n * (beta / (2.0 * PI)).ln() - beta * rest - along.iter().sum::<f64>()) / 2.0
}

/// L = ln N(y; 0, I/β + XXᵀ/α), of y = Xw + ε, w ~ N(0, I/α), ε ~ N(0, I/β)
pub fn log_evidence(X: MatrixView, y: &[f64], alpha: f64, beta: f64) -> Result<f64> {
    ensure!(alpha > 0.0 && beta > 0.0, InvalidParameter: "alpha is {alpha}, beta is {beta}");
    let (_, s, c, rest) = coordinates(X, y)?;
    Ok(log_density(y.len() as f64, &s, &c, rest, alpha, beta))
}

/// γ = Σ βdⱼ/(βdⱼ + α), α ← γ/‖m‖², β ← (n − γ)/‖y − Xm‖², d = eig XᵀX
pub fn evidence_fit(
    X: MatrixView,
    y: &[f64],
    alpha0: f64,
    beta0: f64,
    iters: i64,
) -> Result<(f64, f64, Vec<f64>, f64, Vec<f64>)> {
    ensure!(alpha0 > 0.0 && beta0 > 0.0 && iters >= 0,
        InvalidParameter: "alpha0 is {alpha0}, beta0 is {beta0}, iters is {iters}");
    let (V, s, c, rest) = coordinates(X, y)?;
    let (n, mut alpha, mut beta, mut gamma) = (y.len() as f64, alpha0, beta0, 0.0);
    let mut history = vec![log_density(n, &s, &c, rest, alpha, beta)];
    for _ in 0..iters {
        let (mut free, mut fit, mut sse, mut mm) = (n - s.len() as f64, 0.0, rest, 0.0);
        gamma = 0.0;
        for (sj, cj) in s.iter().zip(&c) {
            // along uⱼ the fit takes this share of cⱼ for signal, leaves that for noise
            let total = alpha + beta * sj * sj;
            let (signal, noise) = (beta * sj * sj / total, alpha / total);
            fit += (signal * cj).powi(2);
            sse += (noise * cj).powi(2);
            mm += (beta * sj * cj / total).powi(2);
            // n − γ without a difference of near numbers
            gamma += signal;
            free += noise;
        }
        ensure!(fit.min(sse) > 1e-20 * dot(y, y),
            NoFiniteOptimum: "‖Xm‖² is {fit:e}, ‖y − Xm‖² is {sse:e}");
        (alpha, beta) = (gamma / mm, free / sse);
        history.push(log_density(n, &s, &c, rest, alpha, beta));
    }
    let a = zip_with(&s, &c, |sj, cj| beta * sj * cj / (alpha + beta * sj * sj));
    Ok((alpha, beta, matvec(V.view(), &a), gamma, history))
}
