//! Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md

use super::matrix_products::dot;
use crate::prelude::*;

/// L x = b
pub fn forward_substitution(L: MatrixView, b: &[f64]) -> Result<Vec<f64>> {
    let mut x = Vec::with_capacity(b.len());
    for i in 0..b.len() {
        ensure!(L[(i, i)] != 0.0, RankDeficient: "diagonal entry {i} of L is 0");
        // Σ_{k<i} lᵢₖ xₖ + lᵢᵢ xᵢ = bᵢ
        x.push((b[i] - dot(&L.row(i)[..i], &x)) / L[(i, i)]);
    }
    Ok(x)
}

/// U x = b
pub fn back_substitution(U: MatrixView, b: &[f64]) -> Result<Vec<f64>> {
    let mut x = vec![0.0; b.len()];
    for i in (0..b.len()).rev() {
        ensure!(U[(i, i)] != 0.0, RankDeficient: "diagonal entry {i} of U is 0");
        // uᵢᵢ xᵢ + Σ_{k>i} uᵢₖ xₖ = bᵢ
        x[i] = (b[i] - dot(&U.row(i)[i + 1..], &x[i + 1..])) / U[(i, i)];
    }
    Ok(x)
}

/// A = L Lᵀ
pub fn cholesky(A: MatrixView) -> Result<Matrix> {
    let n = A.rows();
    let mut L = Matrix::zeros(n, n);
    for j in 0..n {
        // dⱼ = aⱼⱼ − Σ_{k<j} lⱼₖ², the pivot
        let a = A[(j, j)];
        let d = a - dot(&L.row(j)[..j], &L.row(j)[..j]);
        ensure!(a > 0.0 && d > 1e-12 * a,
            NotPositiveDefinite: "pivot {j} is {d:.1e}, of a diagonal entry of {a:.1e}");
        // aᵢⱼ = Σ_{k<j} lᵢₖ lⱼₖ + lᵢⱼ lⱼⱼ
        L[(j, j)] = d.sqrt();
        for i in j + 1..n {
            L[(i, j)] = (A[(i, j)] - dot(&L.row(i)[..j], &L.row(j)[..j])) / L[(j, j)];
        }
    }
    Ok(L)
}

/// A x = b
pub fn cholesky_solve(A: MatrixView, b: &[f64]) -> Result<Vec<f64>> {
    // A = L Lᵀ, so L y = b and Lᵀ x = y
    let L = cholesky(A)?;
    let y = forward_substitution(L.view(), b)?;
    back_substitution(L.transpose().view(), &y)
}
