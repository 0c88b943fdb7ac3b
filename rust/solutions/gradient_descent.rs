//! Gradient descent instead of the closed form — shared_tests/katas/gradient_descent/README.md

use super::matrix_products::{dot, rmatvec};
use super::ols_normal_equations::predict;
use crate::matrix::MatrixView;
use crate::refusals::{ensure, Answer};

/// f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
pub fn mse_value_grad(X: MatrixView, y: &[f64], w: &[f64]) -> (f64, Vec<f64>) {
    // f(w + dw) = f(w) + (1/n)(Xw − y)ᵀX dw + O(‖dw‖²)
    let n = y.len() as f64;
    let r: Vec<f64> = predict(X, w).iter().zip(y).map(|(s, t)| s - t).collect();
    let g = rmatvec(X, &r).iter().map(|v| v / n).collect();
    (dot(&r, &r) / (2.0 * n), g)
}

/// wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)
pub fn gradient_descent(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    step: f64,
    iters: i64,
) -> Answer<(Vec<f64>, Vec<f64>)> {
    ensure!(step > 0.0, InvalidParameter: "step is {step}");
    ensure!(iters >= 0, InvalidParameter: "iters is {iters}");
    let (mut w, mut history) = (w0.to_vec(), Vec::with_capacity(iters as usize + 1));
    for k in 0..=iters {
        // f(wₖ) is finite only if wₖ is
        let (f, g) = mse_value_grad(X, y, &w);
        ensure!(f.is_finite(), NotConverged: "f(w) is {f} after {k} steps of {step}");
        history.push(f);
        if k < iters {
            for (wj, gj) in w.iter_mut().zip(&g) {
                *wj -= step * gj;
            }
        }
    }
    Ok((w, history))
}
