//! AdaGrad, RMSProp, Adam — shared_tests/katas/adaptive_steps/README.md

use super::gradient_descent::mse_value_grad;
use crate::matrix::MatrixView as View;
use crate::prelude::*;

type Path = Result<(Vec<f64>, Vec<f64>)>;

/// s = s + g², w = w − step·g/(√s + eps), g = ∇f(w), historyₖ = f(wₖ)
pub fn adagrad(X: View, y: &[f64], w0: &[f64], step: f64, eps: f64, iters: i64) -> Path {
    ensure!(step.min(eps) > 0.0 && iters >= 0,
        InvalidParameter: "step {step} and eps {eps} must be positive, iters {iters} at least 0");
    let (mut w, mut s, mut history) = (w0.to_vec(), vec![0.0; w0.len()], vec![]);
    for k in 0..=iters {
        let (f, g) = mse_value_grad(X, y, &w);
        history.push(f);
        ensure!(f.is_finite(), NotConverged: "f(w) is {f} after {k} steps, no longer finite");
        for j in (0..w.len()).filter(|_| k < iters) {
            s[j] += g[j] * g[j];
            w[j] -= step * g[j] / (s[j].sqrt() + eps);
        }
    }
    Ok((w, history))
}

/// s = rho·s + (1 − rho) g², w = w − step·g/(√s + eps), g = ∇f(w)
pub fn rmsprop(X: View, y: &[f64], w0: &[f64], step: f64, rho: f64, eps: f64, iters: i64) -> Path {
    ensure!(step.min(eps) > 0.0 && iters >= 0,
        InvalidParameter: "step {step} and eps {eps} must be positive, iters {iters} at least 0");
    ensure!((0.0..1.0).contains(&rho), InvalidParameter: "rho is {rho}, outside [0, 1)");
    let (mut w, mut s, mut history) = (w0.to_vec(), vec![0.0; w0.len()], vec![]);
    for k in 0..=iters {
        let (f, g) = mse_value_grad(X, y, &w);
        history.push(f);
        ensure!(f.is_finite(), NotConverged: "f(w) is {f} after {k} steps, no longer finite");
        for j in (0..w.len()).filter(|_| k < iters) {
            s[j] = rho * s[j] + (1.0 - rho) * g[j] * g[j];
            w[j] -= step * g[j] / (s[j].sqrt() + eps);
        }
    }
    Ok((w, history))
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
    ensure!(step.min(eps) > 0.0 && iters >= 0,
        InvalidParameter: "step {step} and eps {eps} must be positive, iters {iters} at least 0");
    ensure!(beta1.min(beta2) >= 0.0 && beta1.max(beta2) < 1.0,
        InvalidParameter: "beta1 {beta1} and beta2 {beta2} must lie in [0, 1)");
    let (mut w, mut history) = (w0.to_vec(), vec![]);
    let (mut m, mut s) = (vec![0.0; w.len()], vec![0.0; w.len()]);
    for k in 0..=iters {
        let (f, g) = mse_value_grad(X, y, &w);
        history.push(f);
        ensure!(f.is_finite(), NotConverged: "f(w) is {f} after {k} steps, no longer finite");
        for j in (0..w.len()).filter(|_| k < iters) {
            m[j] = beta1 * m[j] + (1.0 - beta1) * g[j];
            s[j] = beta2 * s[j] + (1.0 - beta2) * g[j] * g[j];
            // the weights of the t = k + 1 gradients in m add up to 1 − β₁ᵗ
            let [a, b] = [beta1, beta2].map(|beta| 1.0 - beta.powi(k as i32 + 1));
            w[j] -= step * (m[j] / a) / ((s[j] / b).sqrt() + eps);
        }
    }
    Ok((w, history))
}
