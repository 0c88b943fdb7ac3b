//! Least squares to the last digit — shared_tests/katas/ols_refined/README.md

use super::cholesky_solve::{back_substitution, forward_substitution};
use super::householder_qr::{reflect, reflections};
use crate::prelude::*;

/// s = fl(a + b), s + e = a + b exactly
pub fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let s = a + b;
    // what of a and of b is in s
    let b_in = s - a;
    let a_in = s - b_in;
    // both differences are exact, and so is their sum
    (s, (a - a_in) + (b - b_in))
}

/// p = fl(ab), p + e = ab exactly
pub fn two_prod(a: f64, b: f64) -> (f64, f64) {
    let p = a * b;
    // ab − p is a float64 number, and mul_add rounds only once
    (p, a.mul_add(b, -p))
}

/// [I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w
pub fn ols_refined(X: MatrixView, y: &[f64], steps: i64) -> Result<Vec<f64>> {
    ensure!(steps >= 0, InvalidParameter: "steps is {steps}, below 0");
    let (V, R) = reflections(X)?;
    let (n, p) = (X.rows(), X.cols());
    let (Xt, Rt) = (X.transpose(), R.transpose());
    let Q = V.reversed();
    let less = |(mut s, mut e): (f64, f64), a: &[f64], x: &[f64]| {
        // s + e − aᵀx, each product and each sum with what it loses
        for (ak, xk) in a.iter().zip(x) {
            let (t, d) = two_prod(*ak, -xk);
            let (sum, c) = two_sum(s, t);
            s = sum;
            e += c + d;
        }
        s + e
    };
    // r = 0, w = 0: the first correction is the solution by QR
    let (mut r, mut w) = (vec![0.0; n], vec![0.0; p]);
    for _ in 0..=steps {
        // what is missing in r + Xw = y and in Xᵀr = 0
        let missing = |i: usize| less(two_sum(y[i], -r[i]), X.row(i), &w);
        let f: Vec<f64> = (0..n).map(missing).collect();
        let g: Vec<f64> = (0..p).map(|j| less((0.0, 0.0), Xt.row(j), &r)).collect();
        // X = Q[R; 0] and dr = Q[h; z₂]: Rᵀh = g and h + R dw = z₁
        let (mut z, h) = (reflect(V.view(), &f), forward_substitution(Rt.view(), &g)?);
        let dw = back_substitution(R.view(), &minus(&z[..p], &h))?;
        z[..p].copy_from_slice(&h);
        axpy(1.0, &dw, &mut w);
        axpy(1.0, &reflect(Q.view(), &z), &mut r);
    }
    Ok(w)
}
