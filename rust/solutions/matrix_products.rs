//! Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md

use crate::prelude::*;

/// s = Σᵢ xᵢ yᵢ
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(xi, yi)| xi * yi).sum()
}

/// y = A x
pub fn matvec(A: MatrixView, x: &[f64]) -> Vec<f64> {
    // yᵢ = Σⱼ aᵢⱼ xⱼ
    A.iter_rows().map(|a| dot(a, x)).collect()
}

/// x = Aᵀ y
pub fn rmatvec(A: MatrixView, y: &[f64]) -> Vec<f64> {
    // x = Σᵢ yᵢ (row i of A)
    let mut x = vec![0.0; A.cols()];
    for (yi, a) in y.iter().zip(A.iter_rows()) {
        axpy(*yi, a, &mut x);
    }
    x
}

/// C = A B
pub fn matmul(A: MatrixView, B: MatrixView) -> Matrix {
    // row i of C = Σₗ aᵢₗ (row l of B)
    A.map_rows(|a| rmatvec(B, a))
}

/// G = XᵀX
pub fn gram(X: MatrixView) -> Matrix {
    // G = Σᵢ (row i of X)ᵀ (row i of X), the upper triangle
    let p = X.cols();
    let mut G = Matrix::zeros(p, p);
    for x in X.iter_rows() {
        for j in 0..p {
            axpy(x[j], &x[j..], &mut G.row_mut(j)[j..]);
        }
    }
    // gₖⱼ = gⱼₖ
    Matrix::from_fn(p, p, |j, k| G[(j.min(k), j.max(k))])
}
