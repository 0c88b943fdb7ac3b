//! Rosenblatt's rule — shared_tests/katas/perceptron/README.md

use super::matrix_products::dot;
use crate::prelude::*;

/// for i in order: if yᵢ(xᵢᵀw + b) ≤ 0: w ← w + eta yᵢxᵢ, b ← b + eta yᵢ
pub fn perceptron(
    X: MatrixView,
    y: &[i64],
    w0: &[f64],
    b0: f64,
    order: &[i64],
    eta: f64,
) -> Result<(Vec<f64>, f64, i64)> {
    ensure!(eta > 0.0, InvalidParameter: "eta is {eta}, not positive");
    if let Some(i) = order.iter().find(|&&i| i < 0 || i >= y.len() as i64) {
        refuse!(InvalidParameter, "order names row {i} of {}", y.len());
    }
    if let Some(label) = y.iter().find(|label| ![-1, 1].contains(*label)) {
        refuse!(InvalidLabel, "label {label}, it must be −1 or 1");
    }
    let (mut w, mut b, mut mistakes) = (w0.to_vec(), b0, 0);
    for &i in order {
        let (x, label) = (X.row(i as usize), y[i as usize] as f64);
        // a point on the line is on no side of it: a mistake, or 0 would stay 0
        if label * (dot(x, &w) + b) <= 0.0 {
            // yᵢzᵢ grows by eta(‖xᵢ‖² + 1)
            axpy(eta * label, x, &mut w);
            b += eta * label;
            mistakes += 1;
        }
    }
    Ok((w, b, mistakes))
}
