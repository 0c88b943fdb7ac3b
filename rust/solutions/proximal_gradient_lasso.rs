//! Proximal gradient steps for the lasso: ISTA and FISTA — shared_tests/katas/proximal_gradient_lasso/README.md

use super::gradient_descent::mse_value_grad;
use super::jacobi_svd::svd;
use super::proximal_operators::soft_threshold;
use crate::prelude::*;

type Path = Result<(Vec<f64>, Vec<f64>)>;

/// L = λmax(XᵀX)/n, the largest curvature of f = (1/2n)‖Xw − y‖²
pub fn lipschitz(X: MatrixView) -> Result<f64> {
    let (n, p) = (X.rows(), X.cols());
    // XᵀX and XXᵀ have the same largest eigenvalue σ₀²
    let tall = if n >= p { X.to_matrix() } else { X.transpose() };
    let (_, s, _, _) = svd(tall.view())?;
    Ok(s[0] * s[0] / n as f64)
}

fn l1_norm(w: &[f64]) -> f64 {
    w.iter().map(|wj| wj.abs()).sum()
}

/// w = S(w − step·∇f(w), step·λ) from w = 0, historyₖ = f(wₖ) + λ‖wₖ‖₁
pub fn ista(X: MatrixView, y: &[f64], lam: f64, step: f64, iters: i64) -> Path {
    ensure!(lam >= 0.0, InvalidParameter: "lam is {lam}, below 0");
    ensure!(step > 0.0 && iters >= 0,
        InvalidParameter: "step {step} must be positive, iters {iters} at least 0");
    let (mut w, mut history) = (vec![0.0; X.cols()], vec![]);
    for k in 0..=iters {
        // J(wₖ) is finite only if wₖ is
        let (f, g) = mse_value_grad(X, y, &w);
        let J = f + lam * l1_norm(&w);
        ensure!(J.is_finite(), NotConverged: "J(w) is {J} after {k} steps, no longer finite");
        history.push(J);
        if k < iters {
            // the argmin over u of gᵀ(u − w) + ‖u − w‖²/(2·step) + λ‖u‖₁
            axpy(-step, &g, &mut w);
            w = soft_threshold(&w, step * lam)?;
        }
    }
    Ok((w, history))
}

/// w = S(z − step·∇f(z), step·λ), z = w + (t₋ − 1)/t·(w − w₋), historyₖ = J(wₖ)
pub fn fista(X: MatrixView, y: &[f64], lam: f64, step: f64, iters: i64) -> Path {
    ensure!(lam >= 0.0, InvalidParameter: "lam is {lam}, below 0");
    ensure!(step > 0.0 && iters >= 0,
        InvalidParameter: "step {step} must be positive, iters {iters} at least 0");
    let (mut w, mut z, mut t, mut history) =
        (vec![0.0; X.cols()], vec![0.0; X.cols()], 1.0, vec![]);
    for k in 0..=iters {
        // J(wₖ) is finite only if wₖ is
        let (f, _) = mse_value_grad(X, y, &w);
        let J = f + lam * l1_norm(&w);
        ensure!(J.is_finite(), NotConverged: "J(w) is {J} after {k} steps, no longer finite");
        history.push(J);
        if k < iters {
            // the step of ISTA, taken from z
            let (_, g) = mse_value_grad(X, y, &z);
            axpy(-step, &g, &mut z);
            let before = std::mem::replace(&mut w, soft_threshold(&z, step * lam)?);
            // t grows as fast as t² − t = t₋² lets it
            let later = (1.0 + f64::sqrt(1.0 + 4.0 * t * t)) / 2.0;
            z = zip_with(&w, &before, |wj, bj| wj + (t - 1.0) / later * (wj - bj));
            t = later;
        }
    }
    Ok((w, history))
}
