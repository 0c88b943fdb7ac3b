//! Proximal gradient steps for the lasso: ISTA and FISTA — shared_tests/katas/proximal_gradient_lasso/README.md

use super::gradient_descent::mse_value_grad;
use super::jacobi_svd::svd;
use super::proximal_operators::soft_threshold;
use crate::prelude::*;

type Path = Result<(Vec<f64>, Vec<f64>)>;

/// L = λmax(XᵀX)/n, the largest curvature of f = (1/2n)‖Xw − y‖²
pub fn lipschitz(X: MatrixView) -> Result<f64> {
    // X[n,p] -> L
    todo!()
}

/// w = S(w − step·∇f(w), step·λ) from w = 0, historyₖ = f(wₖ) + λ‖wₖ‖₁
pub fn ista(X: MatrixView, y: &[f64], lam: f64, step: f64, iters: i64) -> Path {
    // X[n,p], y[n], lam, step, iters:int -> w[p], history[iters+1]
    todo!()
}

/// w = S(z − step·∇f(z), step·λ), z = w + (t₋ − 1)/t·(w − w₋), historyₖ = J(wₖ)
pub fn fista(X: MatrixView, y: &[f64], lam: f64, step: f64, iters: i64) -> Path {
    // X[n,p], y[n], lam, step, iters:int -> w[p], history[iters+1]
    todo!()
}
