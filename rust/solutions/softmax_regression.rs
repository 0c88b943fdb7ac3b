//! Multinomial logistic regression — shared_tests/katas/softmax_regression/README.md

use super::matrix_products::{dot, matmul, rmatvec};
use crate::prelude::*;

/// Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
pub fn log_softmax(Z: MatrixView) -> Matrix {
    // the same for zᵢ − max zᵢ, where one exponential is 1 and the others are ≤ 1
    Z.map_rows(|z| {
        let largest = (0..z.len()).fold(0, |m, k| if z[k] > z[m] { k } else { m });
        let l = map(z, |zk| zk - z[largest]);
        let others: f64 = (0..z.len())
            .filter(|&k| k != largest)
            .map(|k| l[k].exp())
            .sum();
        map(&l, |lk| lk - others.ln_1p())
    })
}

/// J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
pub fn softmax_value_grad(
    X: MatrixView,
    y: &[i64],
    K: i64,
    W: MatrixView,
    b: &[f64],
    lam: f64,
) -> Result<(f64, Matrix, Vec<f64>)> {
    ensure!(K >= 2 && lam >= 0.0, InvalidParameter: "K {K} must be at least 2, lam {lam} at least 0");
    if let Some(label) = y.iter().find(|label| !(0..K).contains(*label)) {
        refuse!(InvalidLabel, "label {label}, but K is {K}");
    }
    let (n, share) = (y.len(), 1.0 / y.len() as f64);
    let L = log_softmax(matmul(X, W).plus_row(b).view());
    // the derivative of −L[i, yᵢ] by zᵢₖ is exp(Lᵢₖ), for k = yᵢ exp(Lᵢₖ) − 1
    let r = |i: usize, k: usize| {
        if y[i] == k as i64 {
            L[(i, k)].exp_m1()
        } else {
            L[(i, k)].exp()
        }
    };
    let R = Matrix::from_fn(n, b.len(), r);
    let G = matmul(X.transpose().view(), R.view());
    let GW = share * G + lam * W;
    let loss: f64 = (0..n).map(|i| -L[(i, y[i] as usize)]).sum();
    let J = share * loss + lam / 2.0 * dot(W.data(), W.data());
    Ok((J, GW, rmatvec(R.view(), &vec![share; n])))
}

/// (W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
pub fn softmax_gd(
    X: MatrixView,
    y: &[i64],
    K: i64,
    lam: f64,
    step: f64,
    iters: i64,
) -> Result<(Matrix, Vec<f64>, Vec<f64>)> {
    ensure!(K >= 2 && step > 0.0 && iters >= 0,
        InvalidParameter: "K {K} must be at least 2, step {step} positive, iters {iters} at least 0");
    let mut W = Matrix::zeros(X.cols(), K as usize);
    let (mut b, mut history) = (vec![0.0; K as usize], vec![]);
    for t in 0..=iters {
        // only the penalty can drive W to infinity, and then J with it
        let (J, GW, Gb) = softmax_value_grad(X, y, K, W.view(), &b, lam)?;
        ensure!(J.is_finite(), NotConverged: "J is {J} after {t} steps, no longer finite");
        history.push(J);
        if t < iters {
            W -= step * GW;
            axpy(-step, &Gb, &mut b);
        }
    }
    Ok((W, b, history))
}
