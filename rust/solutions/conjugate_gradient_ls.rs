//! Conjugate gradients on the normal equations — shared_tests/katas/conjugate_gradient_ls/README.md

use super::matrix_products::{dot, rmatvec};
use super::ols_normal_equations::predict;
use crate::prelude::*;

/// w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖
pub fn cgls(
    X: MatrixView,
    y: &[f64],
    lam: f64,
    iters: i64,
    tol: f64,
) -> Answer<(Vec<f64>, i64, Vec<f64>)> {
    ensure!(lam.min(tol) >= 0.0 && iters >= 0,
        InvalidParameter: "lam {lam}, iters {iters} and tol {tol} must be at least 0");
    let (d, iters) = (X.rows() as f64 * lam, iters as usize);
    // s = −n∇J(w), which is Xᵀy at w = 0; the first direction is q = s
    let (mut w, mut r, mut q) = (vec![0.0; X.cols()], y.to_vec(), rmatvec(X, y));
    let mut gamma = dot(&q, &q);
    let mut history = vec![gamma.sqrt(); iters + 1];
    let mut k = 0;
    // tol ≥ 0, so ‖s‖ > 0 wherever the loop goes on
    while k < iters && history[k] > tol * history[0] {
        // α minimises J(w + αq): sᵀq = ‖s‖² and qᵀ(XᵀX + nλI)q = ‖Xq‖² + nλ‖q‖²
        let u = predict(X, &q);
        let alpha = gamma / (dot(&u, &u) + d * dot(&q, &q));
        axpy(alpha, &q, &mut w);
        axpy(-alpha, &u, &mut r);
        let s = zip_with(&rmatvec(X, &r), &w, |v, wj| v - d * wj);
        // β = ‖sₖ₊₁‖²/‖sₖ‖² makes qₖ₊₁ᵀ(XᵀX + nλI)qⱼ = 0 for all j ≤ k
        let last = gamma;
        gamma = dot(&s, &s);
        q = zip_with(&s, &q, |sj, qj| sj + gamma / last * qj);
        k += 1;
        history[k..].fill(gamma.sqrt());
    }
    Ok((w, k as i64, history))
}
