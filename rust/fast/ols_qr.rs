//! Least squares by QR, X read once — shared_tests/katas/ols_qr/README.md

use super::cholesky_solve::back_substitution;
use super::matrix_products::{dot, fma, Lane, W};
use crate::prelude::*;
use std::array::from_fn;

/// Rw = z₁ and sse = ‖z₂‖², where Hₚ…H₁[X y] = [R z₁; 0 z₂]
pub fn ols_qr(X: MatrixView, y: &[f64]) -> Result<(Vec<f64>, f64)> {
    let (n, p) = (X.rows(), X.cols());
    ensure!(n >= p, RankDeficient: "{p} columns of length {n} are dependent");
    // TALL rows after the other are reflected onto [R z₁], which stays in the cache. Demmel,
    // Grigori, Hoemmen and Langou 2012 (TSQR)
    let (mut Rz, mut sse) = (Matrix::zeros(p, p + 1), 0.0);
    let mut columns = vec![Column([0.0; TALL]); p + 1];
    for i in (0..n).step_by(TALL) {
        columns.fill(Column([0.0; TALL]));
        for k in i..n.min(i + TALL) {
            for (c, x) in columns.iter_mut().zip(X.row(k)) {
                c.0[k - i] = *x;
            }
            columns[p].0[k - i] = y[k];
        }
        for j in 0..p {
            let (v, rest) = columns[j..].split_at_mut(1);
            reflect(&v[0], rest, &mut Rz.row_mut(j)[j..]);
        }
        // reflections keep lengths: ‖Xw − y‖² = ‖Rw − z₁‖² + ‖z₂‖²
        sse += dot(&columns[p].0, &columns[p].0);
    }
    let R = Matrix::from_fn(p, p, |i, j| if i <= j { Rz[(i, j)] } else { 0.0 });
    for j in 0..p {
        // and this is the length of column j of X
        let length = (0..=j).map(|i| R[(i, j)].powi(2)).sum::<f64>().sqrt();
        let r = R[(j, j)];
        ensure!(r.abs() > 1e-12 * length,
            RankDeficient: "column {j} has length {length:.1e}, only {r:.1e} of it is new");
    }
    let z: Vec<f64> = (0..p).map(|j| Rz[(j, p)]).collect();
    // where n = p, z₂ is empty, and what the strips leave is rounding
    let left = if n > p { sse } else { 0.0 };
    Ok((back_substitution(R.view(), &z)?, left))
}

/// Rows that are reflected onto R at a time: with y they fit the cache.
const TALL: usize = 12 * W;

#[derive(Clone, Copy)]
#[repr(align(64))]
struct Column([f64; TALL]);

/// [α; 0] = H[a; v] and [c₀; c] = H[c₀; c] for every column c, where H = I − βuuᵀ, u = [u₀; v],
/// 1/β = ‖u‖²/2, and a and the c₀ stand in `top`
fn reflect(v: &Column, columns: &mut [Column], top: &mut [f64]) {
    let (a, square) = (top[0], dot(&v.0, &v.0));
    if square == 0.0 {
        return;
    }
    // a and −α have the same sign, so a − α does not cancel
    let length = (a * a + square).sqrt();
    let alpha = if a < 0.0 { length } else { -length };
    let u0 = a - alpha;
    let beta = 1.0 / (length * u0.abs());
    top[0] = alpha;
    // v is read once for four columns
    let (mut c, mut c0) = (columns.chunks_exact_mut(4), top[1..].chunks_exact_mut(4));
    for (c, c0) in (&mut c).zip(&mut c0) {
        apply::<4>(u0, v, beta, c0, c);
    }
    let (c, c0) = (c.into_remainder(), c0.into_remainder());
    for (c, c0) in c.chunks_mut(1).zip(c0.chunks_mut(1)) {
        apply::<1>(u0, v, beta, c0, c);
    }
}

/// [c₀; c] = H[c₀; c] for N columns c
fn apply<const N: usize>(u0: f64, v: &Column, beta: f64, c0: &mut [f64], c: &mut [Column]) {
    let c: &mut [Column; N] = c.try_into().unwrap();
    let sum = products(v, c);
    let s: [f64; N] = from_fn(|k| beta * (u0 * c0[k] + total(sum[k])));
    (0..N).for_each(|k| c0[k] -= s[k] * u0);
    for i in 0..TALL {
        (0..N).for_each(|k| c[k].0[i] = fma(-s[k], v.0[i], c[k].0[i]));
    }
}

/// vᵀc for N columns c, each as W sums; not inlined, because LLVM mixes the columns in its registers
/// when it sees what becomes of the sums
#[inline(never)]
fn products<const N: usize>(v: &Column, c: &[Column; N]) -> [Lane; N] {
    let mut sum = [Lane::default(); N];
    for l in (0..TALL).step_by(W) {
        for k in 0..N {
            sum[k].add(Lane::of(&v.0[l..]), Lane::of(&c[k].0[l..]));
        }
    }
    sum
}

/// The sum of W numbers, by halves
fn total(Lane(mut x): Lane) -> f64 {
    let mut half = W / 2;
    while half > 0 {
        (0..half).for_each(|k| x[k] += x[k + half]);
        half /= 2;
    }
    x[0]
}
