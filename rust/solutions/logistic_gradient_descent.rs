//! Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md

use super::matrix_products::{dot, matvec, rmatvec};
use crate::prelude::*;

/// sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
pub fn sigmoid(z: &[f64]) -> Vec<f64> {
    // σ(z) = 1/(1 + e) for z ≥ 0 and e/(1 + e) for z < 0, with e = exp(−|z|) ≤ 1
    let e = map(z, |zi| (-zi.abs()).exp());
    zip_with(z, &e, |zi, e| if zi < 0.0 { e } else { 1.0 } / (1.0 + e))
}

/// sᵢ = ln(1 + exp(zᵢ))
pub fn softplus(z: &[f64]) -> Vec<f64> {
    // ln(1 + exp(z)) = max(z, 0) + ln(1 + e), with e = exp(−|z|) ≤ 1
    map(z, |zi| zi.max(0.0) + (-zi.abs()).exp().ln_1p())
}

/// J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J
pub fn logistic_value_grad(
    X: MatrixView,
    y: &[i64],
    w: &[f64],
    b: f64,
    lam: f64,
) -> Result<(f64, Vec<f64>, f64)> {
    ensure!(lam >= 0.0, InvalidParameter: "lam is {lam}, below 0");
    if let Some(label) = y.iter().find(|label| !(0..=1).contains(*label)) {
        refuse!(InvalidLabel, "label {label}, it must be 0 or 1");
    }
    // softplus′ = σ, so for c = 1 − 2y = ±1 the derivative of the loss by z is cσ(cz)
    let n = y.len() as f64;
    let c: Vec<_> = y.iter().map(|&yi| (1 - 2 * yi) as f64).collect();
    let z = zip_with(&c, &matvec(X, w), |ci, s| ci * (s + b));
    let J = softplus(&z).iter().sum::<f64>() / n + lam / 2.0 * dot(w, w);
    let r = zip_with(&c, &sigmoid(&z), |ci, s| ci * s);
    let gw = zip_with(&rmatvec(X, &r), w, |g, wj| g / n + lam * wj);
    Ok((J, gw, r.iter().sum::<f64>() / n))
}

/// (w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)
pub fn logistic_gd(
    X: MatrixView,
    y: &[i64],
    w0: &[f64],
    b0: f64,
    lam: f64,
    step: f64,
    iters: i64,
) -> Result<(Vec<f64>, f64, Vec<f64>)> {
    ensure!(step > 0.0 && iters >= 0,
        InvalidParameter: "step {step} must be positive, iters {iters} at least 0");
    let (mut w, mut b, mut history) = (w0.to_vec(), b0, vec![]);
    for k in 0..=iters {
        // only the penalty can drive w to infinity, and then J with it
        let (J, gw, gb) = logistic_value_grad(X, y, &w, b, lam)?;
        ensure!(J.is_finite(), NotConverged: "J is {J} after {k} steps, no longer finite");
        history.push(J);
        if k < iters {
            axpy(-step, &gw, &mut w);
            b -= step * gb;
        }
    }
    Ok((w, b, history))
}
