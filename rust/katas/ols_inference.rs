//! Standard errors, t, F, R², p-values — shared_tests/katas/ols_inference/README.md

use super::cholesky_solve::{back_substitution, forward_substitution};
use super::householder_qr::qr;
use super::matrix_products::{dot, matvec, rmatvec};
use crate::prelude::*;

/// σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F
pub fn ols_inference(
    X: MatrixView,
    y: &[f64],
    has_intercept: bool,
) -> Result<(Vec<f64>, Vec<f64>, Vec<f64>, f64, f64, f64, f64)> {
    // X[n,p], y[n], has_intercept:bool -> w[p], se[p], t[p], sigma2, r2, r2_adj, f
    todo!()
}

/// r = Γ(a + ½)/Γ(a)
pub fn gamma_ratio(a: f64) -> Result<f64> {
    // a -> r
    todo!()
}

/// p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)
pub fn two_sided_p(t: &[f64], df: f64) -> Result<Vec<f64>> {
    // t[k], df -> p_values[k]
    todo!()
}
