//! AdaGrad, RMSProp, Adam — shared_tests/katas/adaptive_steps/README.md

use super::gradient_descent::mse_value_grad;
use crate::matrix::MatrixView as View;
use crate::prelude::*;

type Path = Result<(Vec<f64>, Vec<f64>)>;

/// s = s + g², w = w − step·g/(√s + eps), g = ∇f(w), historyₖ = f(wₖ)
pub fn adagrad(X: View, y: &[f64], w0: &[f64], step: f64, eps: f64, iters: i64) -> Path {
    // X[n,p], y[n], w0[p], step, eps, iters:int -> w[p], history[iters+1]
    todo!()
}

/// s = rho·s + (1 − rho) g², w = w − step·g/(√s + eps), g = ∇f(w)
pub fn rmsprop(X: View, y: &[f64], w0: &[f64], step: f64, rho: f64, eps: f64, iters: i64) -> Path {
    // X[n,p], y[n], w0[p], step, rho, eps, iters:int -> w[p], history[iters+1]
    todo!()
}

/// w = w − step·m̂/(√ŝ + eps); m̂, ŝ = means of gᵢ, gᵢ², weights β₁ᵗ⁻ⁱ, β₂ᵗ⁻ⁱ
pub fn adam(
    X: View,
    y: &[f64],
    w0: &[f64],
    step: f64,
    beta1: f64,
    beta2: f64,
    eps: f64,
    iters: i64,
) -> Path {
    // X[n,p], y[n], w0[p], step, beta1, beta2, eps, iters:int -> w[p], history[iters+1]
    todo!()
}
