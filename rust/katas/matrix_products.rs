//! Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md

use crate::prelude::*;

/// s = Σᵢ xᵢ yᵢ
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    // x[n], y[n] -> s
    todo!()
}

/// y = A x
pub fn matvec(A: MatrixView, x: &[f64]) -> Vec<f64> {
    // A[m,k], x[k] -> y[m]
    todo!()
}

/// x = Aᵀ y
pub fn rmatvec(A: MatrixView, y: &[f64]) -> Vec<f64> {
    // A[m,k], y[m] -> x[k]
    todo!()
}

/// C = A B
pub fn matmul(A: MatrixView, B: MatrixView) -> Matrix {
    // A[m,k], B[k,n] -> C[m,n]
    todo!()
}

/// G = XᵀX
pub fn gram(X: MatrixView) -> Matrix {
    // X[n,p] -> G[p,p]
    todo!()
}
