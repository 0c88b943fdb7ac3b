//! QR by Householder reflections — shared_tests/katas/householder_qr/README.md

use super::matrix_products::dot;
use crate::prelude::*;

/// v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖
pub fn householder(x: &[f64]) -> (Vec<f64>, f64) {
    // x₁ and −α have the same sign, so x₁ − α does not cancel
    let alpha = dot(x, x).sqrt() * if x[0] >= 0.0 { -1.0 } else { 1.0 };
    let mut v = x.to_vec();
    v[0] -= alpha;
    let length = dot(&v, &v).sqrt();
    if length > 0.0 {
        v.iter_mut().for_each(|vi| *vi /= length);
    }
    (v, alpha)
}

/// c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V
pub fn reflect(V: MatrixView, b: &[f64]) -> Vec<f64> {
    let mut c = b.to_vec();
    for v in V.iter_rows() {
        // Hc = c − 2v(vᵀc)
        axpy(-2.0 * dot(v, &c), v, &mut c);
    }
    c
}

/// Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V
pub fn reflections(A: MatrixView) -> Result<(Matrix, Matrix)> {
    let (m, n) = (A.rows(), A.cols());
    ensure!(m >= n, RankDeficient: "{n} columns of length {m} are dependent");
    let (mut V, mut columns) = (Matrix::zeros(n, m), A.transpose());
    for j in 0..n {
        // a reflection keeps lengths: this is still the length of column j of A
        let a = columns.row(j);
        let length = dot(a, a).sqrt();
        // vⱼ begins with zeros, so Hⱼ spares the rows that are done
        let (v, r) = householder(&a[j..]);
        ensure!(r.abs() > 1e-12 * length,
            RankDeficient: "column {j} has length {length:.1e}, only {r:.1e} of it is new");
        V.row_mut(j)[j..].copy_from_slice(&v);
        columns[(j, j)] = r;
        for k in j + 1..n {
            let rest = &mut columns.row_mut(k)[j..];
            axpy(-2.0 * dot(&v, rest), &v, rest);
        }
    }
    let R = Matrix::from_fn(n, n, |i, j| if i <= j { columns[(j, i)] } else { 0.0 });
    Ok((V, R))
}

/// A = QR, QᵀQ = I, R upper triangular with a positive diagonal
pub fn qr(A: MatrixView) -> Result<(Matrix, Matrix)> {
    let (V, R) = reflections(A)?;
    let (m, n) = (A.rows(), A.cols());
    // A = (QD)(DR) for every D = diag(±1)
    let d = |j: usize| if R[(j, j)] < 0.0 { -1.0 } else { 1.0 };
    // A = H₁…Hₙ[R; 0], so Q = H₁…Hₙ[I; 0]
    let D = Matrix::from_fn(n, m, |i, j| if i == j { d(i) } else { 0.0 });
    let H = V.reversed();
    let Qt = D.map_rows(|e| reflect(H.view(), e));
    let positive = Matrix::from_fn(n, n, |i, j| d(i) * R[(i, j)]);
    Ok((Qt.transpose(), positive))
}
