//! Gradient descent instead of the closed form — shared_tests/katas/gradient_descent/README.md

use super::matrix_products::dot;
use crate::prelude::*;

/// f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
pub fn mse_value_grad(X: MatrixView, y: &[f64], w: &[f64]) -> (f64, Vec<f64>) {
    // f(w + dw) = f(w) + (1/n)(Xw − y)ᵀX dw + O(‖dw‖²)
    let (n, mut f, mut g) = (y.len() as f64, 0.0, vec![0.0; w.len()]);
    for (x, yi) in X.iter_rows().zip(y) {
        // each row is read once
        let r = dot(x, w) - yi;
        axpy(r, x, &mut g);
        f += r * r;
    }
    (f / (2.0 * n), map(&g, |gj| gj / n))
}

/// wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)
pub fn gradient_descent(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    step: f64,
    iters: i64,
) -> Result<(Vec<f64>, Vec<f64>)> {
    ensure!(step > 0.0 && iters >= 0,
        InvalidParameter: "step {step} must be positive, iters {iters} at least 0");
    let (mut w, mut history) = (w0.to_vec(), Vec::with_capacity(iters as usize + 1));
    for k in 0..=iters {
        // f(wₖ) is finite only if wₖ is
        let (f, g) = mse_value_grad(X, y, &w);
        ensure!(f.is_finite(), NotConverged: "f(w) is {f} after {k} steps of {step:e}, no longer finite");
        history.push(f);
        if k < iters {
            axpy(-step, &g, &mut w);
        }
    }
    Ok((w, history))
}
