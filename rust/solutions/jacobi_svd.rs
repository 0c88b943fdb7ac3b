//! Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md

use super::matrix_products::{dot, matvec};
use crate::prelude::*;

/// A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0
pub fn svd(A: MatrixView) -> Result<(Matrix, Vec<f64>, Matrix, i64)> {
    let (m, n, eps) = (A.rows(), A.cols(), A.rows() as f64 * f64::EPSILON);
    ensure!(m >= n, InvalidParameter: "A is {m}×{n}, it has fewer rows than columns: take Aᵀ");
    // rotating the columns of W = [A; I] leaves W = [AV; V] with VᵀV = I
    let (At, I) = (A.transpose(), Matrix::identity(n));
    let mut W: Vec<_> = (0..n).map(|j| [At.row(j), I.row(j)].concat()).collect();
    let noise = eps * eps * dot(A.data(), A.data()) / n as f64;
    let (mut sweeps, mut rotated) = (0, true);
    while rotated {
        ensure!(sweeps < 60, NotConverged: "the columns are not orthogonal after {sweeps} sweeps");
        (sweeps, rotated) = (sweeps + 1, false);
        for (i, j) in (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j))) {
            let (u, v) = (&W[i][..m], &W[j][..m]);
            let (a, b, c) = (dot(u, u), dot(v, v), dot(u, v));
            if c.abs() > eps * (a * b).sqrt() && a.min(b) > noise {
                // t² + 2ζt = 1 makes u and v orthogonal; the smaller root turns less
                let zeta = (b - a) / (2.0 * c);
                let t = 1.0 / (zeta + zeta.hypot(1.0).copysign(zeta));
                let cos = 1.0 / t.hypot(1.0);
                let (left, right) = W.split_at_mut(j);
                for (x, y) in left[i].iter_mut().zip(&mut right[0]) {
                    (*x, *y) = (cos * (*x - t * *y), cos * (t * *x + *y));
                }
                rotated = true;
            }
        }
    }
    // AV = U diag(s): the singular values are the lengths of its columns
    let length = |w: &Vec<f64>| dot(&w[..m], &w[..m]).sqrt();
    W.sort_by(|u, v| length(v).total_cmp(&length(u)));
    let mut s: Vec<f64> = W.iter().map(length).collect();
    // up to m·2⁻⁵²·s₀ there is only rounding, and a column of U is 0
    let rank = s.iter().filter(|sj| **sj > eps * s[0]).count();
    s[rank..].fill(0.0);
    // the first of the largest entries in a column of V is positive
    let larger = |x: f64, v: &f64| [x, *v][((1.0 - 1e-10) * v.abs() > x.abs()) as usize];
    let sign = |w: &Vec<f64>| w[m..].iter().fold(0.0, larger).signum();
    let sign: Vec<f64> = W.iter().map(sign).collect();
    let inverse = |j: usize| if j < rank { sign[j] / s[j] } else { 0.0 };
    let U = Matrix::from_fn(m, n, |i, j| inverse(j) * W[j][i]);
    let V = Matrix::from_fn(n, n, |k, j| sign[j] * W[j][m + k]);
    Ok((U, s, V, rank as i64))
}

/// vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v
pub fn power_iteration(A: MatrixView, v0: &[f64], iters: i64) -> Result<(f64, Vec<f64>)> {
    let (mut v, mut Av) = (Vec::new(), v0.to_vec());
    let length = dot(v0, v0).sqrt();
    ensure!(iters >= 0 && length != 0.0,
        InvalidParameter: "iters {iters} must be at least 0, ‖v0‖ = {length} positive");
    for k in 0..=iters {
        // a component along the eigenvalue λ grows by |λ| / ‖Av‖ in a step
        let length = dot(&Av, &Av).sqrt();
        ensure!(length != 0.0, RankDeficient: "Av is 0 in step {k}: the columns of A are dependent");
        v = map(&Av, |x| x / length);
        Av = matvec(A, &v);
    }
    Ok((dot(&v, &Av), v))
}
