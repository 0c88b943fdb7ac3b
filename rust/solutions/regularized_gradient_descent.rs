//! L1 and L2 penalties inside gradient descent — shared_tests/katas/regularized_gradient_descent/README.md

use super::gradient_descent::mse_value_grad;
use crate::prelude::*;

/// w, b minus step · ∇J, with J = (1/2n)‖Xw + b − y‖² + l₁‖w‖₁ + (l₂/2)‖w‖²
pub fn gd_penalized(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    b0: f64,
    l1: f64,
    l2: f64,
    step: f64,
    iters: i64,
    fit_intercept: bool,
) -> Result<(Vec<f64>, f64, Vec<f64>)> {
    ensure!(l1.min(l2) >= 0.0, InvalidParameter: "l1 {l1} and l2 {l2} must be at least 0");
    ensure!(step > 0.0 && iters >= 0,
        InvalidParameter: "step {step} must be positive, iters {iters} at least 0");
    // b is the weight of a column of ones, and bears no penalty
    let (p, A) = (X.cols(), X.map_rows(|x| [x, &[1.0]].concat()));
    let (mut w, mut b, mut history) = (w0.to_vec(), b0, Vec::new());
    for k in 0..=iters {
        let (f, g) = mse_value_grad(A.view(), y, &[&w[..], &[b]].concat());
        // J(wₖ, bₖ) is finite only if wₖ and bₖ are
        let penalty: f64 = w.iter().map(|w| l1 * w.abs() + l2 / 2.0 * w * w).sum();
        history.push(f + penalty);
        ensure!((f + penalty).is_finite(), NotConverged: "J is not finite after {k} steps of {step:e}");
        if k < iters {
            // |w| has the slope sign w; at 0, of all slopes in [−1, 1], take 0
            let sign = |w: f64| if w == 0.0 { 0.0 } else { w.signum() };
            w = zip_with(&w, &g[..p], |w, g| w - step * (g + l1 * sign(w) + l2 * w));
            if fit_intercept {
                b -= step * g[p];
            }
        }
    }
    Ok((w, b, history))
}
