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
) -> Result<(Vec<f64>, i64, Vec<f64>)> {
    ensure!(lam.min(tol) >= 0.0 && iters >= 0,
        InvalidParameter: "lam {lam}, iters {iters} and tol {tol} must be at least 0");
    let (d, iters) = (X.rows() as f64 * lam, iters as usize);
    // s = −n∇J(w), which is Xᵀy at w = 0; the first direction is q = s
    let (mut w, mut r, mut s) = (vec![0.0; X.cols()], y.to_vec(), rmatvec(X, y));
    let (mut q, mut gamma) = (s.clone(), dot(&s, &s));
    let mut history = vec![gamma.sqrt(); iters + 1];
    let mut k = 0;
    // ‖r‖ ≤ ‖y‖, so where sⱼ = xⱼᵀr − nλwⱼ is 0 rounding leaves about this
    let mut squares = vec![0.0; X.cols()];
    for x in X.iter_rows() {
        for (square, xj) in squares.iter_mut().zip(x) {
            *square += xj * xj;
        }
    }
    let floor = map(&squares, |v| 2.0 * f64::EPSILON * (v * dot(y, y)).sqrt());
    let above = |s: &[f64]| s.iter().zip(&floor).any(|(sj, limit)| sj.abs() > *limit);
    while k < iters && history[k] > tol * history[0] && above(&s) {
        // α minimises J(w + αq) for any q: qᵀ(XᵀX + nλI)q = ‖Xq‖² + nλ‖q‖²
        let u = predict(X, &q);
        let alpha = dot(&s, &q) / (dot(&u, &u) + d * dot(&q, &q));
        axpy(alpha, &q, &mut w);
        axpy(-alpha, &u, &mut r);
        s = zip_with(&rmatvec(X, &r), &w, |v, wj| v - d * wj);
        // β = ‖sₖ₊₁‖²/‖sₖ‖² makes qₖ₊₁ᵀ(XᵀX + nλI)qⱼ = 0 for all j ≤ k
        let last = gamma;
        gamma = dot(&s, &s);
        q = zip_with(&s, &q, |sj, qj| sj + gamma / last * qj);
        k += 1;
        history[k..].fill(gamma.sqrt());
    }
    Ok((w, k as i64, history))
}
