//! Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md

use super::gradient_descent::mse_value_grad;
use crate::prelude::*;

type Path = Result<(Vec<f64>, Vec<f64>)>;

/// v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)
pub fn heavy_ball(X: MatrixView, y: &[f64], w0: &[f64], step: f64, mu: f64, iters: i64) -> Path {
    // X[n,p], y[n], w0[p], step, mu, iters:int -> w[p], history[iters+1]
    todo!()
}

/// v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)
pub fn nesterov(X: MatrixView, y: &[f64], w0: &[f64], step: f64, mu: f64, iters: i64) -> Path {
    // X[n,p], y[n], w0[p], step, mu, iters:int -> w[p], history[iters+1]
    todo!()
}
