//! Tall-skinny QR over blocks — shared_tests/katas/tsqr_least_squares/README.md

use super::cholesky_solve::back_substitution;
use super::householder_qr::householder;
use super::matrix_products::dot;
use crate::prelude::*;

/// TᵀT = AᵀA, T upper triangular with tⱼⱼ ≥ 0
pub fn triangle(A: MatrixView) -> Matrix {
    // rows of zeros change no length
    let (q, m) = (A.cols(), A.rows().max(A.cols()));
    let mut columns = Matrix::from_fn(q, m, |j, i| if i < A.rows() { A[(i, j)] } else { 0.0 });
    for j in 0..q {
        let (v, t) = householder(&columns.row(j)[j..]);
        columns[(j, j)] = t;
        for k in j + 1..q {
            let rest = &mut columns.row_mut(k)[j..];
            axpy(-2.0 * dot(&v, rest), &v, rest);
        }
    }
    // (DT)ᵀ(DT) = TᵀT for every D = diag(±1)
    let d = |i: usize| if columns[(i, i)] < 0.0 { -1.0 } else { 1.0 };
    Matrix::from_fn(
        q,
        q,
        |i, j| if i <= j { d(i) * columns[(j, i)] } else { 0.0 },
    )
}

/// TᵀT = T_aᵀT_a + T_bᵀT_b, T upper triangular with tⱼⱼ ≥ 0
pub fn merge_triangles(T_a: MatrixView, T_b: MatrixView) -> Matrix {
    // the sum is the Gram matrix of [T_a; T_b]
    triangle(T_a.above(T_b).view())
}

/// Rw = z and sse = ρ², where T = [R z; 0 ρ]
pub fn solve_triangle(T: MatrixView) -> Result<(Vec<f64>, f64)> {
    let p = T.rows() - 1;
    let columns = T.transpose();
    for j in 0..p {
        // column j of R is as long as column j of X, and rⱼⱼ of it is new
        let t = columns.row(j);
        let (length, r) = (dot(t, t).sqrt(), t[j]);
        ensure!(r.abs() > 1e-12 * length,
            RankDeficient: "column {j} has length {length:.1e}, only {r:.1e} of it is new");
    }
    let R = Matrix::from_fn(p, p, |i, j| T[(i, j)]);
    let w = back_substitution(R.view(), &columns.row(p)[..p])?;
    Ok((w, T[(p, p)].powi(2)))
}

/// w = argmin ‖Xw − y‖², sse = ‖Xw − y‖², from the triangles of blocks of [X y]
pub fn tsqr_ls(X: MatrixView, y: &[f64], offsets: &[i64]) -> Result<(Vec<f64>, f64)> {
    let (n, p) = (y.len() as i64, X.cols());
    let rise = offsets.windows(2).all(|ends| ends[0] <= ends[1]);
    ensure!(rise && offsets[0] == 0 && offsets.last() == Some(&n),
        InvalidParameter: "offsets must rise from 0 to {n}");
    let mut T = Matrix::zeros(p + 1, p + 1);
    for ends in offsets.windows(2) {
        let (a, b) = (ends[0] as usize, ends[1] as usize);
        let entry = |i, j| if j < p { X[(a + i, j)] } else { y[a + i] };
        let leaf = triangle(Matrix::from_fn(b - a, p + 1, entry).view());
        T = merge_triangles(T.view(), leaf.view());
    }
    // [X y] = QT: ‖Xw − y‖² = ‖T(w, −1)‖² = ‖Rw − z‖² + ρ²
    solve_triangle(T.view())
}
