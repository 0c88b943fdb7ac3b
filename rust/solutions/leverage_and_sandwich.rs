//! Influence, and standard errors that do not trust σ² — shared_tests/katas/leverage_and_sandwich/README.md

use super::cholesky_solve::back_substitution;
use super::householder_qr::qr;
use super::matrix_products::{dot, gram, matvec, rmatvec};
use crate::prelude::*;

/// hᵢ = xᵢᵀ(XᵀX)⁻¹xᵢ
pub fn leverages(X: MatrixView) -> Result<Vec<f64>> {
    let (Q, _) = qr(X)?;
    // xᵢ = Rᵀqᵢ and (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, so hᵢ = qᵢᵀqᵢ
    Ok(Q.iter_rows().map(|q| dot(q, q)).collect())
}

/// e = y − Xw, h, Q and R
fn fit(X: MatrixView, y: &[f64]) -> Result<(Vec<f64>, Vec<f64>, Matrix, Matrix)> {
    let (n, p) = (X.rows(), X.cols());
    ensure!(n > p, InvalidParameter: "{n} rows for {p} columns leave no residual");
    let (Q, R) = qr(X)?;
    // Xw = QQᵀy
    let e = minus(y, &matvec(Q.view(), &rmatvec(Q.view(), y)));
    let sse = dot(&e, &e);
    ensure!(sse > 1e-20 * dot(y, y),
        NoFiniteOptimum: "a perfect fit, SSE = {sse:.1e}: nothing varies");
    let h = Q.iter_rows().map(|q| dot(q, q)).collect();
    Ok((e, h, Q, R))
}

fn refuse_lone(h: &[f64]) -> Result<()> {
    // h = 1: a coefficient has this row alone, and is lost with it
    let lone = h.iter().position(|&hi| hi >= 1.0 - 1e-10);
    ensure!(lone.is_none(),
        RankDeficient: "the columns are dependent without row {}", lone.unwrap_or(0));
    Ok(())
}

/// student = e/s√(1 − h), cook = e²h/ps²(1 − h)², loo = e/(1 − h), e = y − Xw
pub fn influence(X: MatrixView, y: &[f64]) -> Result<(Vec<f64>, Vec<f64>, Vec<f64>, Vec<f64>)> {
    let (n, p) = (X.rows() as f64, X.cols() as f64);
    let (e, h, _, _) = fit(X, y)?;
    refuse_lone(&h)?;
    // var eᵢ = σ²(1 − hᵢ)
    let s2 = dot(&e, &e) / (n - p);
    let student = zip_with(&e, &h, |ei, hi| ei / (s2 * (1.0 - hi)).sqrt());
    // without row i, w moves by (XᵀX)⁻¹xᵢeᵢ/(1 − hᵢ)
    let loo = zip_with(&e, &h, |ei, hi| ei / (1.0 - hi));
    let cook = zip_with(&loo, &h, |li, hi| li * li * hi / (p * s2));
    Ok((h, student, cook, loo))
}

/// V = (XᵀX)⁻¹Xᵀ diag(e²f) X(XᵀX)⁻¹, f = 1, n/(n − p), 1/(1 − h), 1/(1 − h)²
pub fn hc_covariance(X: MatrixView, y: &[f64], variant: Variant) -> Result<Matrix> {
    let (n, p) = (X.rows() as f64, X.cols() as f64);
    let (e, h, Q, R) = fit(X, y)?;
    if matches!(variant, Variant::Hc2 | Variant::Hc3) {
        refuse_lone(&h)?;
    }
    let mut A = Matrix::zeros(X.rows(), X.cols());
    for (i, q) in Q.iter_rows().enumerate() {
        // E eᵢ² = σᵢ²(1 − hᵢ) where all variances are equal
        let f = match variant {
            Variant::Hc0 => 1.0,
            Variant::Hc1 => n / (n - p),
            Variant::Hc2 => 1.0 / (1.0 - h[i]),
            Variant::Hc3 => (1.0 - h[i]).powi(-2),
        };
        // (XᵀX)⁻¹Xᵀ = R⁻¹Qᵀ
        let a = back_substitution(R.view(), &map(q, |qj| e[i] * f.sqrt() * qj))?;
        A.row_mut(i).copy_from_slice(&a);
    }
    Ok(gram(A.view()))
}
