//! Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md

use super::matrix_products::{dot, matvec, rmatvec};
use crate::matrix::MatrixView;
use crate::refusals::{ensure, refuse, Answer};

/// sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
pub fn sigmoid(z: &[f64]) -> Vec<f64> {
    // σ(z) = 1/(1 + e) for z ≥ 0 and e/(1 + e) for z < 0, with e = exp(−|z|) ≤ 1
    let e = z.iter().map(|zi| (-zi.abs()).exp());
    let s = |(&zi, e): (&f64, f64)| if zi < 0.0 { e } else { 1.0 } / (1.0 + e);
    z.iter().zip(e).map(s).collect()
}

/// sᵢ = ln(1 + exp(zᵢ))
pub fn softplus(z: &[f64]) -> Vec<f64> {
    // ln(1 + exp(z)) = max(z, 0) + ln(1 + e), with e = exp(−|z|) ≤ 1
    let s = |zi: &f64| zi.max(0.0) + (-zi.abs()).exp().ln_1p();
    z.iter().map(s).collect()
}

/// J = (1/n) Σᵢ (softplus(zᵢ) − yᵢzᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J
pub fn logistic_value_grad(
    X: MatrixView,
    y: &[i64],
    w: &[f64],
    b: f64,
    lam: f64,
) -> Answer<(f64, Vec<f64>, f64)> {
    ensure!(lam >= 0.0, InvalidParameter: "lam is {lam}");
    if let Some(label) = y.iter().find(|label| !(0..=1).contains(*label)) {
        refuse!(InvalidLabel, "label {label}, it must be 0 or 1");
    }
    // softplus′ = σ, so the derivative of the loss by zᵢ is rᵢ = σ(zᵢ) − yᵢ
    let n = y.len() as f64;
    let y: Vec<_> = y.iter().map(|&yi| yi as f64).collect();
    let z: Vec<_> = matvec(X, w).iter().map(|v| v + b).collect();
    let s = softplus(&z);
    let loss: f64 = (0..y.len()).map(|i| s[i] - y[i] * z[i]).sum();
    let r: Vec<_> = sigmoid(&z).iter().zip(&y).map(|(s, y)| s - y).collect();
    let g = rmatvec(X, &r);
    let gw = g.iter().zip(w).map(|(g, w)| g / n + lam * w).collect();
    let J = loss / n + lam / 2.0 * dot(w, w);
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
) -> Answer<(Vec<f64>, f64, Vec<f64>)> {
    ensure!(step > 0.0 && iters >= 0, InvalidParameter: "step is {step}, iters is {iters}");
    let (mut w, mut b, mut history) = (w0.to_vec(), b0, vec![]);
    for k in 0..=iters {
        // only the penalty can drive w to infinity, and then J with it
        let (J, gw, gb) = logistic_value_grad(X, y, &w, b, lam)?;
        ensure!(J.is_finite(), NotConverged: "J is {J} after {k} steps");
        history.push(J);
        if k < iters {
            w.iter_mut().zip(&gw).for_each(|(wj, gj)| *wj -= step * gj);
            b -= step * gb;
        }
    }
    Ok((w, b, history))
}
