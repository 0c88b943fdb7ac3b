//! Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md

use super::cholesky_solve::{back_substitution, cholesky_solve, forward_substitution};
use super::householder_qr::reflections;
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
) -> Result<(Vec<f64>, f64, i64, f64)> {
    ensure!(lam.min(tol) >= 0.0 && max_iter >= 0, InvalidParameter: "{lam}, {tol}, {max_iter}");
    let (n, p, ones) = (X.rows(), X.cols(), fit_intercept as i64 as f64);
    let one_class = fit_intercept && y.iter().all(|yi| *yi == y[0]);
    // z = Dv, v = (w, b); without an intercept, column b is 0 and b stays 0
    let D = X.map_rows(|x| [x, &[ones]].concat());
    let root = Matrix::diagonal(&[vec![lam.sqrt(); p], vec![1.0 - ones]].concat());
    let value = |v: &[f64]| logistic_value_grad(X, y, &v[..p], v[p], lam);
    let (mut v, mut gain) = (vec![0.0; p + 1], f64::INFINITY);
    let sizes = D.view().map(f64::abs);
    let largest: Vec<_> = sizes.transpose().iter_rows().map(max).collect();
    let separates = |u: &[f64]| {
        // no mᵢ = (2yᵢ − 1)zᵢ falls along u and one grows, by 1e-6 of its terms
        let sign = |i: usize| (2 * y[i] - 1) as f64;
        let (change, noise) = (matvec(D.view(), u), matvec(sizes.view(), &map(u, f64::abs)));
        (0..n).all(|i| sign(i) * change[i] >= -1e-6 * noise[i])
            && (0..n).any(|i| sign(i) * change[i] > 1e-6 * noise[i])
    };
    for k in 0..=max_iter {
        let (J, mut g, gb) = value(&v)?;
        g.push(gb * ones);
        // σ′(z) = σ(z)σ(−z), so H = AᵀA with A = [diag(√(σ′(z)/n)) D; √Λ]
        let z = matvec(D.view(), &v);
        let slope = zip_with(&sigmoid(&z), &sigmoid(&map(&z, |zi| -zi)), |s, r| s * r);
        let scaled = |i, j| D[(i, j)] * (slope[i] / n as f64).sqrt();
        let A = Matrix::from_fn(n, p + 1, scaled).above(&root);
        let d = match cholesky_solve(gram(A.view()).view(), &g) {
            Err(e) if lam == 0.0 => return Err(Kind::RankDeficient.because(e.reason)),
            Err(_) => {
                // λ may be lost in AᵀA, but √λ is not in A = QR, and H = RᵀR
                let (_, R) = reflections(A.view())?;
                back_substitution(R.view(), &forward_substitution(R.transpose().view(), &g)?)?
            }
            Ok(d) => d,
        };
        // what is at rest beside the largest part of d is on the way to 0
        let reach = zip_with(&largest, &d, |size, dj| size * dj.abs());
        let rest = 1e-6 * max(&reach);
        let moving = zip_with(&reach, &d, |r, dj| if r > rest { -dj } else { 0.0 });
        let separable = separates(&map(&d, |dj| -dj)) || separates(&moving);
        let bounded = !one_class && (lam > 0.0 || !separable);
        ensure!(bounded, NoFiniteOptimum: "step {k} shows that J falls for ever: it has no minimum");
        // J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
        let (last, mut t) = (gain, 1.0);
        gain = dot(&g, &d) / 2.0;
        // J is known to εJ only, so it cannot judge a step that promises less;
        // and a gain that no longer falls there consists of rounding errors
        let small = gain <= 1e-9 * J;
        if gain <= tol || (small && gain >= last) {
            return Ok((v[..p].to_vec(), v[p], k, J));
        }
        let moved = |t: f64| zip_with(&v, &d, |vj, dj| vj - t * dj);
        while !small && value(&moved(t))?.0 > J - 2e-4 * t * gain {
            t /= 2.0;
        }
        v = moved(t);
    }
    refuse!(NotConverged, "{max_iter} steps are not enough");
}
