//! Damped Newton on a smooth robust loss — shared_tests/katas/newton_backtracking/README.md

use super::cholesky_solve::cholesky_solve;
use super::matrix_products::{dot, gram, rmatvec};
use super::ols_normal_equations::predict;
use super::ols_qr::ols_qr;
use crate::prelude::*;

type Derivatives = Result<(f64, Vec<f64>, Matrix)>;

/// f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f
pub fn pseudo_huber(X: MatrixView, y: &[f64], w: &[f64], delta: f64, lam: f64) -> Derivatives {
    ensure!(delta > 0.0 && lam >= 0.0,
        InvalidParameter: "delta {delta} must be positive, lam {lam} at least 0");
    let (n, p) = (X.rows() as f64, X.cols());
    let r = minus(&predict(X, w), y);
    let q = map(&r, |ri| (ri / delta).hypot(1.0));
    // δ²(q − 1) = r²/(1 + q), without cancellation
    let f = dot(&r, &zip_with(&r, &q, |ri, qi| ri / (1.0 + qi))) / n + lam / 2.0 * dot(w, w);
    // d/dr δ²(q − 1) = r/q
    let mut g = rmatvec(X, &zip_with(&r, &q, |ri, qi| ri / qi / n));
    axpy(lam, w, &mut g);
    // d/dr (r/q) = 1/q − r²/(δ²q³) = q⁻³
    let Z = Matrix::from_fn(y.len(), p, |i, j| X[(i, j)] / (q[i] * (q[i] * n).sqrt()));
    Ok((f, g, gram(Z.view()).plus_diagonal(&vec![lam; p])))
}

/// wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)
pub fn newton_pseudo_huber(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    delta: f64,
    lam: f64,
    tol: f64,
    max_iter: i64,
) -> Result<(Vec<f64>, f64, i64, Vec<f64>)> {
    ensure!(tol >= 0.0 && max_iter >= 0,
        InvalidParameter: "tol {tol} and max_iter {max_iter} must be at least 0");
    let (mut f, mut g, mut H) = pseudo_huber(X, y, w0, delta, lam)?;
    let (mut w, mut history, mut D) = (w0.to_vec(), vec![f; max_iter as usize + 1], f64::INFINITY);
    let f0 = pseudo_huber(X, y, &vec![0.0; w0.len()], delta, lam)?.0;
    'steps: for k in 0..=max_iter as usize {
        history[k..].fill(f);
        let d = cholesky_solve(H.view(), &g).or_else(|_| {
            // what is lost in H = AᵀA is not in A = [diag(q⁻³ᐟ²/√n)X; √λI]; g = Aᵀc
            let (n, p, r) = (y.len() as f64, w.len(), minus(&predict(X, &w), y));
            let q = map(&r, |ri| (ri / delta).hypot(1.0));
            let Z = Matrix::from_fn(y.len(), p, |i, j| X[(i, j)] / (q[i] * (q[i] * n).sqrt()));
            let A = Z.above(&(lam.sqrt() * Matrix::identity(p)));
            let c = zip_with(&r, &q, |ri, qi| ri * (qi / n).sqrt());
            Ok(ols_qr(A.view(), &[c, map(&w, |wj| lam.sqrt() * wj)].concat())?.0)
        })?;
        // f(w − d) ≈ f − gᵀd + ½dᵀHd = f − D
        let last = std::mem::replace(&mut D, dot(&g, &d) / 2.0);
        // r is known to ε|y|, f to ε(f + f(0)), which judges no smaller promise
        let close = D <= 1e-12 * (f + f0);
        // where D no longer falls, it consists of rounding errors
        if D <= tol || (close && D >= last) {
            return Ok((w, f, k as i64, history));
        }
        // the slope of f along −d is −2D
        for t in (0..=50).map(|halvings| 0.5_f64.powi(halvings)) {
            let v = zip_with(&w, &d, |wj, dj| wj - t * dj);
            let trial = pseudo_huber(X, y, &v, delta, lam)?;
            if close || trial.0 <= f - 2e-4 * t * D {
                w = v;
                (f, g, H) = trial;
                continue 'steps;
            }
        }
        refuse!(NotConverged, "f does not fall at step {k}");
    }
    refuse!(NotConverged, "{max_iter} steps are not enough");
}
