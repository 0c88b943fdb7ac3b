//! Quantile regression by an interior-point method — shared_tests/katas/quantile_regression/README.md

use super::matrix_products::dot;
use super::ols_normal_equations::predict;
use super::ols_qr::ols_qr;
use crate::prelude::*;

/// loss = (1/n) Σ ρ(yᵢ − qᵢ), ρ(r) = τr where r ≥ 0, else (τ − 1)r
pub fn pinball_loss(y: &[f64], q: &[f64], tau: f64) -> Result<f64> {
    ensure!(0.0 < tau && tau < 1.0, InvalidParameter: "tau is {tau}, not between 0 and 1");
    // of its two lines ρ is the upper one
    let losses = zip_with(y, q, |yi, qi| {
        (tau * (yi - qi)).max((tau - 1.0) * (yi - qi))
    });
    Ok(losses.iter().sum::<f64>() / y.len() as f64)
}

/// The share of a step dx that leaves 0.01 of each x, at most the whole.
fn share(x: &[f64], dx: &[f64]) -> f64 {
    0.99 / max(&zip_with(x, dx, |xi, dxi| -dxi / xi)).max(0.99)
}

/// w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), loss = its minimum, ρ as in pinball_loss
pub fn quantile_regression(X: MatrixView, y: &[f64], tau: f64) -> Result<(Vec<f64>, f64)> {
    let (n, p) = (y.len(), X.cols());
    let zero = 1e-14 * pinball_loss(y, &vec![0.0; n], tau)?;
    let (mut w, _) = ols_qr(X, y)?;
    let mut r = minus(y, &predict(X, &w));
    // r = u − v with u, v > 0, and Xᵀa = 0 with τ − 1 < a < τ
    let size = r.iter().map(|ri| ri.abs()).sum::<f64>() / n as f64;
    let mut u = map(&r, |ri| ri.max(0.0) + size);
    let (mut v, mut a) = (minus(&u, &r), vec![0.0; n]);
    for _ in 0..1000 {
        let q = predict(X, &w);
        r = minus(y, &q);
        let loss = pinball_loss(y, &q, tau)?;
        // ρ(r) ≥ ar, and aᵀ(y − Xw) = aᵀy for every w: no loss is below aᵀy/n
        if loss - dot(&a, &r) / n as f64 <= 1e-9 * loss + zero {
            return Ok((w, loss));
        }
        // Newton's step to us = vt = μ, a tenth of what they are on average
        let (s, t) = (map(&a, |ai| tau - ai), map(&a, |ai| ai + 1.0 - tau));
        let mu = 0.1 * (dot(&u, &s) + dot(&v, &t)) / (2 * n) as f64;
        let at = |i: usize| r[i] - mu / s[i] + mu / t[i];
        let z: Vec<f64> = (0..n).map(at).collect();
        let d = plus(
            &zip_with(&u, &s, |ui, si| ui / si),
            &zip_with(&v, &t, |vi, ti| vi / ti),
        );
        let root = map(&d, |di| 1.0 / di.sqrt());
        let A = Matrix::from_fn(n, p, |i, j| root[i] * X[(i, j)]);
        let (dw, _) = ols_qr(A.view(), &zip_with(&root, &z, |ri, zi| ri * zi))?;
        let da = zip_with(&minus(&z, &predict(X, &dw)), &d, |ei, di| ei / di);
        let du: Vec<f64> = (0..n).map(|i| (mu + u[i] * da[i]) / s[i] - u[i]).collect();
        let dv: Vec<f64> = (0..n).map(|i| (mu - v[i] * da[i]) / t[i] - v[i]).collect();
        // most of the way to where the first of them would be 0
        let k = share(&u, &du).min(share(&v, &dv));
        axpy(k, &dw, &mut w);
        axpy(k, &du, &mut u);
        axpy(k, &dv, &mut v);
        axpy(
            share(&s, &map(&da, |x| -x)).min(share(&t, &da)),
            &da,
            &mut a,
        );
    }
    refuse!(NotConverged, "1000 steps are not enough");
}
