//! Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md

use super::cholesky_solve::{back_substitution, cholesky_solve, forward_substitution};
use super::householder_qr::reflections;
use super::logistic_gradient_descent::{logistic_value_grad, sigmoid};
use super::matrix_products::{dot, gram, matvec};
use crate::prelude::*;

/// (w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
pub fn logistic_newton(
    X: MatrixView,
    y: &[i64],
    lam: f64,
    fit_intercept: bool,
    tol: f64,
    max_iter: i64,
) -> Result<(Vec<f64>, f64, i64, f64)> {
    // X[n,p], y[n]:int, lam, fit_intercept:bool, tol, max_iter:int -> w[p], b,
    // iters:int, J
    todo!()
}
