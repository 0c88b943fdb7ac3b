//! One observation at a time — shared_tests/katas/recursive_least_squares/README.md

use super::matrix_products::{dot, matvec};
use crate::prelude::*;

/// e = y − xᵀw, u = Px, c = f + xᵀu, w += eu/c, P = (P − uuᵀ/c)/f, P₀ = I/δ
pub fn rls(
    X: MatrixView,
    y: &[f64],
    forget: f64,
    delta: f64,
) -> Result<(Vec<f64>, Matrix, Vec<f64>)> {
    ensure!(forget > 0.0 && forget <= 1.0,
        InvalidParameter: "forget is {forget}, not above 0 and at most 1");
    ensure!(delta > 0.0, InvalidParameter: "delta is {delta}, not positive");
    let p = X.cols();
    // P is the inverse of A = Σ fⁿ⁻ⁱxᵢxᵢᵀ + fⁿδI; before the first row A = δI
    let (mut w, mut P, mut e) = (vec![0.0; p], Matrix::identity(p) / delta, vec![]);
    for (x, yi) in X.iter_rows().zip(y) {
        // w has not seen this row
        let ei = yi - dot(x, &w);
        // A → fA + xxᵀ, so P → (P − uuᵀ/c)/f, and there Px is u/c
        let u = matvec(P.view(), x);
        let c = forget + dot(x, &u);
        axpy(ei / c, &u, &mut w);
        for j in 0..p {
            for (pjk, uk) in P.row_mut(j).iter_mut().zip(&u) {
                *pjk = (*pjk - u[j] * uk / c) / forget;
            }
        }
        e.push(ei);
    }
    Ok((w, P, e))
}
