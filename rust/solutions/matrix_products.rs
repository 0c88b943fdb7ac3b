//! Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md

use crate::matrix::{Matrix, MatrixView};

/// s = Σᵢ xᵢ yᵢ
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(xi, yi)| xi * yi).sum()
}

/// y = A x
pub fn matvec(A: MatrixView, x: &[f64]) -> Vec<f64> {
    // yᵢ = Σⱼ aᵢⱼ xⱼ
    (0..A.rows()).map(|i| dot(A.row(i), x)).collect()
}

/// x = Aᵀ y
pub fn rmatvec(A: MatrixView, y: &[f64]) -> Vec<f64> {
    // x = Σᵢ yᵢ (row i of A)
    let mut x = vec![0.0; A.cols()];
    for (i, yi) in y.iter().enumerate() {
        for (xj, aij) in x.iter_mut().zip(A.row(i)) {
            *xj += yi * aij;
        }
    }
    x
}

/// C = A B
pub fn matmul(A: MatrixView, B: MatrixView) -> Matrix {
    // row i of C = Σₗ aᵢₗ (row l of B)
    let mut C = Matrix::zeros(A.rows(), B.cols());
    for i in 0..A.rows() {
        C.row_mut(i).copy_from_slice(&rmatvec(B, A.row(i)));
    }
    C
}

/// G = XᵀX
pub fn gram(X: MatrixView) -> Matrix {
    // G = Σᵢ (row i of X)ᵀ (row i of X), the upper triangle
    let p = X.cols();
    let mut G = Matrix::zeros(p, p);
    for i in 0..X.rows() {
        let x = X.row(i);
        for j in 0..p {
            for k in j..p {
                G[(j, k)] += x[j] * x[k];
            }
        }
    }
    // gₖⱼ = gⱼₖ
    for j in 0..p {
        for k in 0..j {
            G[(j, k)] = G[(k, j)];
        }
    }
    G
}
