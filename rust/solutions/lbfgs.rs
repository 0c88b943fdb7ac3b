//! Limited-memory BFGS — shared_tests/katas/lbfgs/README.md

use super::matrix_products::{dot, rmatvec};
use super::ols_normal_equations::predict;
use crate::prelude::*;

/// d = −Hg, H₊ = (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy, H₀ = (sᵀy/yᵀy)I
pub fn lbfgs_direction(g: &[f64], S: MatrixView, Y: MatrixView) -> Result<Vec<f64>> {
    let (m, mut d, mut alpha) = (S.rows(), map(g, |gj| -gj), vec![0.0; S.rows()]);
    let c: Vec<f64> = (0..m).map(|i| dot(S.row(i), Y.row(i))).collect();
    ensure!(min(&c) > 0.0, InvalidParameter: "the smallest sᵀy is {}, not positive", min(&c));
    // from the newest pair to the oldest: (I − ρysᵀ)d
    for i in (0..m).rev() {
        alpha[i] = dot(S.row(i), &d) / c[i];
        axpy(-alpha[i], Y.row(i), &mut d);
    }
    // the mean curvature along the newest step
    let gamma = c[m - 1] / dot(Y.row(m - 1), Y.row(m - 1));
    d = map(&d, |dj| gamma * dj);
    // and back: (I − ρsyᵀ)d + αs
    for i in 0..m {
        axpy(alpha[i] - dot(Y.row(i), &d) / c[i], S.row(i), &mut d);
    }
    Ok(d)
}

/// w = argmin f = (1/n) Σᵢ δ²(√(1 + rᵢ²/δ²) − 1) + (λ/2)‖w‖², ‖∇f‖∞ ≤ tol
pub fn lbfgs_minimize(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    delta: f64,
    lam: f64,
    memory: i64,
    tol: f64,
    max_iter: i64,
) -> Result<(Vec<f64>, f64, i64)> {
    ensure!(delta > 0.0 && lam >= 0.0 && memory >= 1 && tol >= 0.0 && max_iter >= 0,
        InvalidParameter: "one of delta {delta}, lam {lam}, memory {memory}, tol {tol}, max_iter {max_iter} is too small");
    let (n, p) = (y.len() as f64, w0.len());
    let at = |w: &[f64]| {
        let r = minus(&predict(X, w), y);
        let f = dot(&r, &map(&r, |ri| ri / (1.0 + (ri / delta).hypot(1.0)) / n));
        let mut g = rmatvec(X, &map(&r, |ri| ri / (ri / delta).hypot(1.0) / n));
        axpy(lam, w, &mut g);
        (f + lam / 2.0 * dot(w, w), g)
    };
    let ((f0, _), (mut f, mut g)) = (at(&vec![0.0; p]), at(w0));
    let (mut w, mut k, mut S, mut Y) = (w0.to_vec(), 0, vec![], vec![]);
    while !g.iter().all(|gj| gj.abs() <= tol) {
        ensure!(k < max_iter, NotConverged: "{max_iter} steps are not enough");
        let mut s = match S.len() / p {
            // without a pair the curvature is unknown: a step of length 1 at most
            0 => map(&g, |gj| -gj / dot(&g, &g).sqrt().max(1.0)),
            m => lbfgs_direction(&g, MatrixView::new(&S, m, p), MatrixView::new(&Y, m, p))?,
        };
        // r is known to ε|y|, f to ε(f + f(0)), which judges no smaller promise
        let (mut slope, mut trial) = (dot(&g, &s), at(&plus(&w, &s)));
        let close = -slope <= 1e-12 * (f + f0);
        while !close && trial.0 > f + 1e-4 * slope {
            (s, slope) = (map(&s, |sj| sj / 2.0), slope / 2.0);
            trial = at(&plus(&w, &s));
        }
        // a pair without curvature, which rounding may leave, tells nothing
        let u = minus(&trial.1, &g);
        if dot(&s, &u) > 1e-10 * (dot(&s, &s) * dot(&u, &u)).sqrt() {
            let old = if S.len() / p < memory as usize { 0 } else { p };
            (S, Y) = ([&S[old..], &s].concat(), [&Y[old..], &u].concat());
        }
        (w, (f, g)) = (plus(&w, &s), trial);
        k += 1;
    }
    Ok((w, f, k))
}
