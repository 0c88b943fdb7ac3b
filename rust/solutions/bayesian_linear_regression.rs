//! Conjugate posterior and predictive variance — shared_tests/katas/bayesian_linear_regression/README.md

use super::cholesky_solve::{cholesky, forward_substitution};
use super::householder_qr::{reflect, reflections};
use super::matrix_products::{dot, gram, matmul, matvec};
use crate::prelude::*;

/// SN = (S₀⁻¹ + βXᵀX)⁻¹, mN = SN(S₀⁻¹m₀ + βXᵀy)
pub fn posterior(
    X: MatrixView,
    y: &[f64],
    m0: &[f64],
    S0: MatrixView,
    beta: f64,
) -> Result<(Vec<f64>, Matrix)> {
    ensure!(beta > 0.0, InvalidParameter: "beta is {beta}, not positive");
    // S₀ = LLᵀ: w = m₀ + Lv, where v has mean 0 and covariance I before the data
    let L = cholesky(S0)?;
    let (p, s) = (m0.len(), beta.sqrt());
    // after them v minimises ‖√β(y − Xm₀) − √βXLv‖² + ‖v‖²: [√βXL; I] = QR, Rv = z
    let A = (s * matmul(X, L.view())).above(&Matrix::identity(p));
    let (V, R) = reflections(A.view())?;
    let r = map(&minus(y, &matvec(X, m0)), |ri| s * ri);
    let z = reflect(V.view(), &[r, vec![0.0; p]].concat());
    // and its covariance is (RᵀR)⁻¹, so that of w is TTᵀ with TR = L
    let Rt = R.transpose();
    let solve = |row| forward_substitution(Rt.view(), row);
    let rows: Vec<_> = L.iter_rows().map(solve).collect::<Result<_>>()?;
    let T = Matrix::from_rows(rows.iter());
    let mN = plus(m0, &matvec(T.view(), &z[..p]));
    Ok((mN, gram(T.transpose().view())))
}

/// mean = Xs mN, var = 1/β + diag(Xs SN Xsᵀ)
pub fn predictive(
    Xs: MatrixView,
    mN: &[f64],
    SN: MatrixView,
    beta: f64,
) -> Result<(Vec<f64>, Vec<f64>)> {
    ensure!(beta > 0.0, InvalidParameter: "beta is {beta}, not positive");
    // y = xᵀw + ε with independent w and ε: their variances add
    let variance = |x| 1.0 / beta + dot(x, &matvec(SN, x));
    Ok((matvec(Xs, mN), Xs.iter_rows().map(variance).collect()))
}
