//! QR by Householder reflections — shared_tests/katas/householder_qr/README.md

use super::matrix_products::dot;
use crate::prelude::*;

/// v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖
pub fn householder(x: &[f64]) -> (Vec<f64>, f64) {
    // x[m] -> v[m], alpha
    todo!()
}

/// c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V
pub fn reflect(V: MatrixView, b: &[f64]) -> Vec<f64> {
    // V[k,m], b[m] -> c[m]
    todo!()
}

/// Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V
pub fn reflections(A: MatrixView) -> Result<(Matrix, Matrix)> {
    // A[m,n] -> V[n,m], R[n,n]
    todo!()
}

/// A = QR, QᵀQ = I, R upper triangular with a positive diagonal
pub fn qr(A: MatrixView) -> Result<(Matrix, Matrix)> {
    // A[m,n] -> Q[m,n], R[n,n]
    todo!()
}
