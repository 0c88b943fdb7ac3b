//! Many workers agree: consensus ADMM for the lasso — shared_tests/katas/consensus_admm_lasso/README.md

use super::cholesky_solve::{back_substitution, cholesky, forward_substitution};
use super::matrix_products::{dot, gram, rmatvec};
use super::proximal_operators::soft_threshold;
use crate::prelude::*;

/// LLᵀ = XᵀX/total + ρI, c = Xᵀy/total
pub fn admm_factor(X: MatrixView, y: &[f64], total: i64, rho: f64) -> Result<(Matrix, Vec<f64>)> {
    ensure!(total >= y.len() as i64 && rho > 0.0,
        InvalidParameter: "total is {total} for {} rows, rho {rho}", y.len());
    let (n, ridge) = (total as f64, vec![rho; X.cols()]);
    // positive definite, however few rows there are
    let L = cholesky((gram(X) / n).plus_diagonal(&ridge).view())?;
    Ok((L, map(&rmatvec(X, y), |cj| cj / n)))
}

/// x = (LLᵀ)⁻¹(c + ρv), the argmin of f(x) + (ρ/2)‖x − v‖²
pub fn admm_local(L: MatrixView, c: &[f64], v: &[f64], rho: f64) -> Result<Vec<f64>> {
    ensure!(rho > 0.0, InvalidParameter: "rho is {rho}, not positive");
    // 0 = ∇f(x) + ρ(x − v) = LLᵀx − c − ρv
    let b = forward_substitution(L, &zip_with(c, v, |cj, vj| cj + rho * vj))?;
    back_substitution(L.transpose().view(), &b)
}

/// xₖ = argmin fₖ(x) + (ρ/2)‖x − z + uₖ‖², z = S(x̄ + ū, λ/(ρN)), uₖ += xₖ − z
pub fn admm_lasso(
    X: MatrixView,
    y: &[f64],
    offsets: &[i64],
    lam: f64,
    rho: f64,
    iters: i64,
) -> Result<(Vec<f64>, Vec<f64>, Vec<f64>)> {
    ensure!(lam >= 0.0 && rho > 0.0 && iters >= 1,
        InvalidParameter: "lam is {lam}, rho {rho}, iters {iters}, one is too small");
    let (n, p, N) = (X.rows() as i64, X.cols(), offsets.len() as f64 - 1.0);
    ensure!(offsets.len() > 1 && offsets[0] == 0 && offsets.last() == Some(&n),
        InvalidParameter: "offsets {offsets:?} do not go from 0 to {n}");
    ensure!(offsets.windows(2).all(|ends| ends[0] < ends[1]),
        InvalidParameter: "offsets {offsets:?} leave a worker without rows");
    let mut workers = vec![];
    for ends in offsets.windows(2) {
        // a worker reads its rows once
        let (start, end) = (ends[0] as usize, ends[1] as usize);
        let own = MatrixView::new(&X.data()[start * p..end * p], end - start, p);
        workers.push(admm_factor(own, &y[start..end], n, rho)?);
    }
    let (mut z, mut U) = (vec![0.0; p], vec![vec![0.0; p]; workers.len()]);
    let (mut primal, mut dual) = (vec![], vec![]);
    for _ in 0..iters {
        let (mut W, mut mean) = (vec![], vec![0.0; p]);
        for ((L, c), u) in workers.iter().zip(&U) {
            let x = admm_local(L.view(), c, &minus(&z, u), rho)?;
            axpy(1.0 / N, &plus(&x, u), &mut mean);
            W.push(x);
        }
        // Σₖ (ρ/2)‖xₖ − z + uₖ‖² = (ρN/2)‖z − mean of (xₖ + uₖ)‖² + const
        let last = std::mem::replace(&mut z, soft_threshold(&mean, lam / (rho * N))?);
        let (mut squares, moved) = (0.0, minus(&z, &last));
        for (x, u) in W.iter().zip(&mut U) {
            // uₖ sums up how far xₖ has been from z
            let apart = minus(x, &z);
            axpy(1.0, &apart, u);
            squares += dot(&apart, &apart);
        }
        primal.push(squares.sqrt());
        dual.push(rho * (N * dot(&moved, &moved)).sqrt());
    }
    Ok((z, primal, dual))
}
