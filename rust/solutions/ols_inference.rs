//! Standard errors, t, F, R², p-values — shared_tests/katas/ols_inference/README.md

use super::cholesky_solve::{back_substitution, forward_substitution};
use super::householder_qr::qr;
use super::matrix_products::{dot, matvec, rmatvec};
use crate::prelude::*;

/// σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F
pub fn ols_inference(
    X: MatrixView,
    y: &[f64],
    has_intercept: bool,
) -> Result<(Vec<f64>, Vec<f64>, Vec<f64>, f64, f64, f64, f64)> {
    let [n, p, h] = [X.rows(), X.cols(), has_intercept as usize].map(|v| v as f64);
    ensure!(n > p, InvalidParameter: "{n} rows for {p} columns leave nothing for σ²");
    // without the features, y would be estimated by ȳ, or by 0
    let base = h * y.iter().sum::<f64>() / n;
    let sst: f64 = y.iter().map(|yi| (yi - base).powi(2)).sum();
    let zero = 1e-20 * dot(y, y);
    ensure!(sst > zero, InvalidParameter: "SST is {sst:.1e}: there is nothing to explain");
    let (Q, R) = qr(X)?;
    let w = back_substitution(R.view(), &rmatvec(Q.view(), y))?;
    // r = (I − QQᵀ)ε, and E‖r‖² = σ² trace(I − QQᵀ) = σ²(n − p)
    let r = minus(y, &matvec(X, &w));
    let sse = dot(&r, &r);
    ensure!(sse > zero, NoFiniteOptimum: "a perfect fit, SSE = {sse:.1e}: t and F are x/0");
    let sigma2 = sse / (n - p);
    // (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, so its j-th diagonal entry is ‖R⁻ᵀeⱼ‖²
    let (L, mut se) = (R.transpose(), vec![]);
    for e in Matrix::identity(w.len()).iter_rows() {
        let root = forward_substitution(L.view(), e)?;
        se.push((sigma2 * dot(&root, &root)).sqrt());
    }
    let t = zip_with(&w, &se, |wj, sej| wj / sej);
    let (r2, gain) = (1.0 - sse / sst, sst - sse);
    let r2_adj = 1.0 - (1.0 - r2) * (n - h) / (n - p);
    let f = if p > h { gain / (p - h) / sigma2 } else { 0.0 };
    Ok((w, se, t, sigma2, r2, r2_adj, f))
}

/// r = Γ(a + ½)/Γ(a)
pub fn gamma_ratio(a: f64) -> Result<f64> {
    ensure!(a > 0.0, InvalidParameter: "a is {a}, it must be positive");
    // Γ(a + 1) = aΓ(a), so r(a) = r(a + 1) · a/(a + ½)
    if a < 100.0 {
        return Ok(a / (a + 0.5) * gamma_ratio(a + 1.0)?);
    }
    // r(a) r(a + ½) = a, so ln r = ½ ln u + 1/64u² − 5/2048u⁴ + …, u = a − ¼
    let u = a - 0.25;
    Ok(u.sqrt() * (u.powi(-2) / 64.0 - 5.0 * u.powi(-4) / 2048.0).exp())
}

/// p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)
pub fn two_sided_p(t: &[f64], df: f64) -> Result<Vec<f64>> {
    // 1/B(df/2, ½) = Γ(df/2 + ½)/√π Γ(df/2)
    let r = gamma_ratio(df / 2.0)? / std::f64::consts::PI.sqrt();
    let (h, mut p_values) = (df / 2.0, vec![]);
    for ti in t {
        // I_x(a, b) = 1 − I₁₋ₓ(b, a), and s converges fast for one of the two
        let (q, far) = (ti * ti / df, ti * ti > 3.0 * df / (df + 2.0));
        let (a, b) = if far { (h, 0.5) } else { (0.5, h) };
        let x = if far { 1.0 } else { q } / (1.0 + q);
        // I_x(a, b) = xᵃ(1 − x)ᵇ/aBs, s = 1 − e₀x/(1 + d₁x/(1 − e₁x/(1 + d₂x/…)))
        let mut s = 1.0;
        for m in (1..=60).rev().map(f64::from) {
            let k = a + 2.0 * m;
            s = 1.0 + m * (b - m) / ((k - 1.0) * k) * x / s;
            s = 1.0 - (a + m - 1.0) * (a + b + m - 1.0) / ((k - 2.0) * (k - 1.0)) * x / s;
        }
        let tail = r * (q / (1.0 + q)).sqrt() * (-h * q.ln_1p()).exp() / (a * s);
        p_values.push(if far { tail } else { 1.0 - tail });
    }
    Ok(p_values)
}
