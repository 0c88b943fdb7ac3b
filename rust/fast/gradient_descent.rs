//! Gradient descent that reads X once per step — shared_tests/katas/gradient_descent/README.md

use super::matrix_products::{add_rows, inner};
use crate::prelude::*;

/// f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
pub fn mse_value_grad(X: MatrixView, y: &[f64], w: &[f64]) -> (f64, Vec<f64>) {
    // f(w + dw) = f(w) + (1/n)(Xw − y)ᵀX dw + O(‖dw‖²)
    let (n, p) = (y.len() as f64, w.len());
    let (mut f, mut g) = (0.0, vec![0.0; p]);
    for (i, y) in (0..).step_by(4).zip(y.chunks(4)) {
        // four rows give their residuals, and what they add to g, while they are in the cache
        let mut r = [0.0; 4];
        for (k, yi) in y.iter().enumerate() {
            r[k] = (inner(X.row(i + k), w) - yi) / n;
            f += r[k] * r[k];
        }
        add_rows(&mut g, &r[..y.len()], &X.data()[i * p..]);
    }
    (f * n / 2.0, g)
}
