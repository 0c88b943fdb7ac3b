//! Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md

use super::cholesky_solve::cholesky_solve;
use super::logistic_gradient_descent::{logistic_value_grad, sigmoid};
use super::matrix_products::{dot, gram, matvec};
use crate::prelude::*;

/// (w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
pub fn logistic_newton(
    X: MatrixView,
    y: &[i64],
    lam: f64,
    fit_intercept: bool,
    tol: f64,
    max_iter: i64,
) -> Answer<(Vec<f64>, f64, i64, f64)> {
    ensure!(lam.min(tol) >= 0.0 && max_iter >= 0,
        InvalidParameter: "lam {lam}, tol {tol}, max_iter {max_iter} must be at least 0");
    let (n, p, ones) = (X.rows(), X.cols(), fit_intercept as i64 as f64);
    let one_class = fit_intercept && y.iter().all(|yi| *yi == y[0]);
    // z = Dv, v = (w, b); without an intercept, column b is 0 and b stays 0
    let D = X.map_rows(|x| [x, &[ones]].concat());
    let penalty = [vec![lam; p], vec![1.0 - ones]].concat();
    let value = |v: &[f64]| logistic_value_grad(X, y, &v[..p], v[p], lam);
    let mut v = vec![0.0; p + 1];
    for k in 0..=max_iter {
        let (J, mut g, gb) = value(&v)?;
        g.push(gb * ones);
        // σ′ = σ(1 − σ), so the loss has the Hessian Dᵀdiag(σ(1 − σ))D/n
        let s = sigmoid(&matvec(D.view(), &v));
        let root = |i: usize| (s[i] * (1.0 - s[i]) / n as f64).sqrt();
        let Z = Matrix::from_fn(n, p + 1, |i, j| D[(i, j)] * root(i));
        let H = gram(Z.view()).plus_diagonal(&penalty);
        let d = cholesky_solve(H.view(), &g).map_err(|e| Kind::RankDeficient.because(e.reason))?;
        // where every (2yᵢ − 1)zᵢ grows along −d, the loss falls for ever
        let z = matvec(D.view(), &d);
        let growth: Vec<_> = (0..n).map(|i| (1 - 2 * y[i]) as f64 * z[i]).collect();
        let bounded = !one_class && (lam > 0.0 || min(&growth) <= -1e-6 * max(&growth));
        ensure!(bounded, NoFiniteOptimum: "step {k} shows that J falls for ever: it has no minimum");
        // J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
        let (gain, mut t) = (dot(&g, &d) / 2.0, 1.0);
        if gain <= tol {
            return Ok((v[..p].to_vec(), v[p], k, J));
        }
        let moved = |t: f64| zip_with(&v, &d, |vj, dj| vj - t * dj);
        // J is known to εJ only, so it cannot judge a step that promises less
        while gain > 1e-9 * (1.0 + J) && value(&moved(t))?.0 > J - 2e-4 * t * gain {
            t /= 2.0;
        }
        v = moved(t);
    }
    refuse!(NotConverged, "{max_iter} steps are not enough");
}
