//! Ridge regression, intercept unpenalised, X read once — shared_tests/katas/ridge/README.md

use super::cholesky_solve::cholesky_solve;
use super::matrix_products::{add_gram, dot, gram_of, padded, symmetric, Block, ROWS, W};
use super::ols_normal_equations::ols;
use super::ols_qr::ols_qr;
use crate::prelude::*;

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²
pub fn ridge(X: MatrixView, y: &[f64], lam: f64, fit_intercept: bool) -> Result<(Vec<f64>, f64)> {
    ensure!(lam >= 0.0, InvalidParameter: "lam is {lam}, below 0");
    // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
    let (n, p) = (X.rows(), X.cols());
    let row = |i: usize, z: &mut [f64]| {
        z[..p].copy_from_slice(X.row(i));
        z[p] = y[i];
    };
    let (mean, G) = match fit_intercept {
        true => moments_of(n, p + 1, row),
        false => (vec![0.0; p + 1], gram_of(n, p + 1, row)),
    };
    let centred = || {
        let Xc = X.map_rows(|x| minus(x, &mean[..p]));
        (Xc, map(y, |yi| yi - mean[p]))
    };
    let w = if lam == 0.0 {
        // J is the loss of least squares, which needs independent columns
        let (Xc, yc) = centred();
        ols(Xc.view(), &yc)?
    } else {
        // n∇J = (XᵀX + nλI) w − Xᵀy = 0, positive definite whatever X is
        let nlam = n as f64 * lam;
        let A = Matrix::from_fn(p, p, |j, k| G[(j, k)]).plus_diagonal(&vec![nlam; p]);
        cholesky_solve(A.view(), &G.row(p)[..p]).or_else(|_| {
            // nλ is lost beside XᵀX, √(nλ) is not beside X: 2nJ = ‖[X; √(nλ)I]w − [y; 0]‖²
            let (Xc, yc) = centred();
            let A = Xc.above(&(nlam.sqrt() * Matrix::identity(p)));
            Ok(ols_qr(A.view(), &[yc, vec![0.0; p]].concat())?.0)
        })?
    };
    let b = mean[p] - dot(&mean[..p], &w);
    Ok((w, b))
}

/// The mean z̄ of n rows zᵢ, where write(i, z) writes zᵢ, and M = Σᵢ (zᵢ − z̄)(zᵢ − z̄)ᵀ, from one
/// pass: each block loses its own mean, and the way from z̄ to that is one row more. Chan, Golub and
/// LeVeque 1983.
fn moments_of(n: usize, cols: usize, write: impl Fn(usize, &mut [f64])) -> (Vec<f64>, Matrix) {
    let (mut B, mut M) = (Block::new(cols), padded(cols, cols));
    let mut mean = vec![0.0; M.cols()];
    for i in (0..n).step_by(ROWS - 1) {
        let end = n.min(i + ROWS - 1);
        let (before, rows, total) = (i as f64, (end - i) as f64, end as f64);
        let mut way = vec![0.0; M.cols()];
        B.fill(i..end, &write);
        for (q, z) in B.panels.iter_mut().enumerate() {
            // z₀ + mean of zᵢ − z₀, so a constant column is centred to exactly 0
            let (first, mut own) = (z[0].0, [0.0; W]);
            for z in z.iter() {
                (0..W).for_each(|k| own[k] += z.0[k] - first[k]);
            }
            (0..W).for_each(|k| own[k] = first[k] + own[k] / rows);
            for k in 0..end - i {
                let z = &mut z[k].0;
                (0..W).for_each(|k| z[k] -= own[k]);
            }
            for (j, own) in (q * W..).zip(own) {
                let step = own - mean[j];
                way[j] = step * (before * rows / total).sqrt();
                mean[j] += step * (rows / total);
            }
        }
        B.push(|z| z.copy_from_slice(&way[..cols]));
        add_gram(&B, &mut M, 1.0, 0);
    }
    mean.truncate(cols);
    (mean, symmetric(&M, cols))
}
