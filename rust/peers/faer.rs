//! faer behind the signatures of the katas, where it has the thing itself.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::matmul::matmul as multiply;
use faer::linalg::svd::{pseudoinverse_from_svd_scratch, pseudoinverse_from_svd_with_tolerance};
use faer::prelude::*;
use faer::stats::{row_mean, NanHandling};
use faer::{Accum, Side};

use crate::matrix::{Matrix, MatrixView};

/// The katas' numbers as faer sees them, without a copy.
fn seen<'a>(A: MatrixView<'a>) -> MatRef<'a, f64> {
    MatRef::from_row_major_slice(A.data(), A.rows(), A.cols())
}

fn column(x: &[f64]) -> ColRef<'_, f64> {
    ColRef::from_slice(x)
}

/// faer's numbers as the katas hand them over.
fn matrix(A: MatRef<'_, f64>) -> Matrix {
    let mut copy = Matrix::zeros(A.nrows(), A.ncols());
    MatMut::from_row_major_slice_mut(copy.data_mut(), A.nrows(), A.ncols()).copy_from(A);
    copy
}

fn vector(x: Col<f64>) -> Vec<f64> {
    x.iter().copied().collect()
}

// ---------------------------------------------------------------- matrix_products

pub fn matvec(A: MatrixView, x: &[f64]) -> Vec<f64> {
    vector(seen(A) * column(x))
}

pub fn rmatvec(A: MatrixView, y: &[f64]) -> Vec<f64> {
    vector(seen(A).transpose() * column(y))
}

pub fn matmul(A: MatrixView, B: MatrixView) -> Matrix {
    let (n, m) = (A.rows(), B.cols());
    let mut C = Matrix::zeros(n, m);
    let sum = MatMut::from_row_major_slice_mut(C.data_mut(), n, m);
    multiply(sum, Accum::Replace, seen(A), seen(B), 1.0, Par::Seq);
    C
}

pub fn gram(X: MatrixView) -> Matrix {
    matrix((seen(X).transpose() * seen(X)).as_ref())
}

// ---------------------------------------------------------------- cholesky_solve

pub fn forward_substitution(L: MatrixView, b: &[f64]) -> Vec<f64> {
    let mut x = column(b).to_owned();
    seen(L).solve_lower_triangular_in_place(&mut x);
    vector(x)
}

pub fn back_substitution(U: MatrixView, b: &[f64]) -> Vec<f64> {
    let mut x = column(b).to_owned();
    seen(U).solve_upper_triangular_in_place(&mut x);
    vector(x)
}

pub fn cholesky(A: MatrixView) -> Matrix {
    matrix(seen(A).llt(Side::Lower).unwrap().L())
}

pub fn cholesky_solve(A: MatrixView, b: &[f64]) -> Vec<f64> {
    vector(seen(A).llt(Side::Lower).unwrap().solve(column(b)))
}

// ---------------------------------------------------------------- ols_normal_equations

/// w with (XᵀX + cI) w = Xᵀy
fn solved(X: MatRef<'_, f64>, y: ColRef<'_, f64>, c: f64) -> Col<f64> {
    let mut A = X.transpose() * X;
    for j in 0..A.ncols() {
        A[(j, j)] += c;
    }
    A.llt(Side::Lower).unwrap().solve(X.transpose() * y)
}

pub fn ols(X: MatrixView, y: &[f64]) -> Vec<f64> {
    vector(solved(seen(X), column(y), 0.0))
}

pub fn predict(X: MatrixView, w: &[f64]) -> Vec<f64> {
    matvec(X, w)
}

// ---------------------------------------------------------------- gradient_descent

pub fn mse_value_grad(X: MatrixView, y: &[f64], w: &[f64]) -> (f64, Vec<f64>) {
    let n = y.len() as f64;
    let r = seen(X) * column(w) - column(y);
    let g = seen(X).transpose() * &r * Scale(1.0 / n);
    (r.squared_norm_l2() / (2.0 * n), vector(g))
}

pub fn gradient_descent(
    X: MatrixView,
    y: &[f64],
    w0: &[f64],
    step: f64,
    iters: i64,
) -> (Vec<f64>, Vec<f64>) {
    let (X, n) = (seen(X), y.len() as f64);
    let mut w = column(w0).to_owned();
    let mut r = X * &w - column(y);
    let mut history = vec![r.squared_norm_l2() / (2.0 * n)];
    for _ in 0..iters {
        let Xt = X.transpose();
        multiply(
            w.as_mat_mut(),
            Accum::Add,
            Xt,
            r.as_mat(),
            -step / n,
            Par::Seq,
        );
        r = X * &w - column(y);
        history.push(r.squared_norm_l2() / (2.0 * n));
    }
    (vector(w), history)
}

// ---------------------------------------------------------------- ridge

pub fn ridge(X: MatrixView, y: &[f64], lam: f64, fit_intercept: bool) -> (Vec<f64>, f64) {
    let (n, p) = (X.rows(), X.cols());
    let c = n as f64 * lam;
    if !fit_intercept {
        return (vector(solved(seen(X), column(y), c)), 0.0);
    }
    let mut x_mean = Row::zeros(p);
    row_mean(x_mean.as_mut(), seen(X), NanHandling::Propagate);
    let y_mean = y.iter().sum::<f64>() / n as f64;
    let Xc = Mat::from_fn(n, p, |i, j| X[(i, j)] - x_mean[j]);
    let yc = Col::from_fn(n, |i| y[i] - y_mean);
    let w = solved(Xc.as_ref(), yc.as_ref(), c);
    let b = y_mean - &x_mean * &w;
    (vector(w), b)
}

// ---------------------------------------------------------------- householder_qr

pub fn qr(A: MatrixView) -> (Matrix, Matrix) {
    let qr = seen(A).qr();
    let (Q, R) = (qr.compute_thin_Q(), qr.thin_R());
    // it promises no signs
    let d = Col::from_fn(A.cols(), |j| if R[(j, j)] < 0.0 { -1.0 } else { 1.0 });
    let (Q, R) = (Q * d.as_diagonal(), d.as_diagonal() * R);
    (matrix(Q.as_ref()), matrix(R.as_ref()))
}

// ---------------------------------------------------------------- ols_qr

pub fn ols_qr(X: MatrixView, y: &[f64]) -> (Vec<f64>, f64) {
    let w = seen(X).qr().solve_lstsq(column(y));
    let r = column(y) - seen(X) * &w;
    (vector(w), r.squared_norm_l2())
}

// ---------------------------------------------------------------- jacobi_svd

pub fn svd(A: MatrixView) -> (Matrix, Vec<f64>, Matrix, i64) {
    let svd = seen(A).thin_svd().unwrap();
    let (U, V, s) = (svd.U(), svd.V(), svd.S().column_vector());
    let rank = kept(s, A.rows() as f64 * f64::EPSILON);
    // of a column of V the first of the largest entries is positive, by convention, here
    let sign = Col::from_fn(A.cols(), |j| {
        let least = (1.0 - 1e-10) * V.col(j).norm_max();
        let largest = V.col(j).iter().find(|v| v.abs() >= least);
        largest.map_or(1.0, |v| v.signum())
    });
    let part = |j: usize, x: f64| if j < rank { x } else { 0.0 };
    let U = Mat::from_fn(A.rows(), A.cols(), |i, j| part(j, sign[j] * U[(i, j)]));
    let V = V * sign.as_diagonal();
    let s = s.iter().enumerate().map(|(j, &x)| part(j, x)).collect();
    (matrix(U.as_ref()), s, matrix(V.as_ref()), rank as i64)
}

/// How many singular values are more than `cut` times the largest.
fn kept(s: ColRef<'_, f64>, cut: f64) -> usize {
    s.iter().filter(|&&x| x > cut * s[0]).count()
}

// ---------------------------------------------------------------- ols_min_norm

/// What is rounding is cut in any case, by convention, here.
fn cut(A: MatrixView, rcond: f64) -> f64 {
    rcond.max(A.rows().max(A.cols()) as f64 * f64::EPSILON)
}

pub fn min_norm_ls(X: MatrixView, y: &[f64], rcond: f64) -> (Vec<f64>, i64) {
    let svd = seen(X).thin_svd().unwrap();
    let (U, V, s) = (svd.U(), svd.V(), svd.S().column_vector());
    let rank = kept(s, cut(X, rcond));
    let mut alpha = U.get(.., ..rank).transpose() * column(y);
    for j in 0..rank {
        alpha[j] /= s[j];
    }
    (vector(V.get(.., ..rank) * alpha), rank as i64)
}

pub fn pinv(A: MatrixView, rcond: f64) -> Matrix {
    let (m, n) = (A.rows(), A.cols());
    let svd = seen(A).thin_svd().unwrap();
    let mut P = Mat::zeros(n, m);
    let mut memory = MemBuffer::new(pseudoinverse_from_svd_scratch::<f64>(m, n, Par::Seq));
    let memory = MemStack::new(&mut memory);
    let (U, V, s) = (svd.U(), svd.V(), svd.S());
    let least = cut(A, rcond);
    pseudoinverse_from_svd_with_tolerance(P.as_mut(), s, U, V, 0.0, least, Par::Seq, memory);
    matrix(P.as_ref())
}

crate::abi::functions! {
    matvec, rmatvec, matmul, gram,
    forward_substitution, back_substitution, cholesky, cholesky_solve,
    ols, predict,
    mse_value_grad, gradient_descent,
    ridge,
    qr,
    ols_qr,
    svd,
    min_norm_ls, pinv,
}
