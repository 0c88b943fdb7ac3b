//! Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md

use super::gradient_descent::mse_value_grad;
use crate::prelude::*;

type Path = Result<(Vec<f64>, Vec<f64>)>;

/// v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)
pub fn heavy_ball(X: MatrixView, y: &[f64], w0: &[f64], step: f64, mu: f64, iters: i64) -> Path {
    ensure!(step > 0.0 && iters >= 0,
        InvalidParameter: "step {step} must be positive, iters {iters} at least 0");
    ensure!((0.0..1.0).contains(&mu), InvalidParameter: "mu is {mu}, outside [0, 1)");
    let (mut w, mut v, mut history) = (w0.to_vec(), vec![0.0; w0.len()], vec![]);
    for k in 0..=iters {
        // f(wₖ) is finite only if wₖ is
        let (f, g) = mse_value_grad(X, y, &w);
        history.push(f);
        ensure!(f.is_finite(), NotConverged: "f(w) is {f} after {k} steps, no longer finite");
        if k < iters {
            v = zip_with(&v, &g, |vj, gj| mu * vj - step * gj);
            w = plus(&w, &v);
        }
    }
    Ok((w, history))
}

/// v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)
pub fn nesterov(X: MatrixView, y: &[f64], w0: &[f64], step: f64, mu: f64, iters: i64) -> Path {
    ensure!(step > 0.0 && iters >= 0,
        InvalidParameter: "step {step} must be positive, iters {iters} at least 0");
    ensure!((0.0..1.0).contains(&mu), InvalidParameter: "mu is {mu}, outside [0, 1)");
    let (mut w, mut v, mut history) = (w0.to_vec(), vec![0.0; w0.len()], vec![]);
    for k in 0..=iters {
        // f(wₖ) is finite only if wₖ is
        let (f, _) = mse_value_grad(X, y, &w);
        history.push(f);
        ensure!(f.is_finite(), NotConverged: "f(w) is {f} after {k} steps, no longer finite");
        if k < iters {
            // momentum is about to carry w to w + mu·v
            let ahead = zip_with(&w, &v, |wj, vj| wj + mu * vj);
            let (_, g) = mse_value_grad(X, y, &ahead);
            v = zip_with(&v, &g, |vj, gj| mu * vj - step * gj);
            w = plus(&w, &v);
        }
    }
    Ok((w, history))
}
