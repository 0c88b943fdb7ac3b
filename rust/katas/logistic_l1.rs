//! Sparse logistic regression — shared_tests/katas/logistic_l1/README.md

use super::lasso_coordinate_descent::lasso_lambda_max;
use super::logistic_gradient_descent::{logistic_value_grad, sigmoid};
use super::matrix_products::{dot, gram, matvec};
use super::proximal_operators::soft_threshold;
use crate::prelude::*;

/// λmax = ‖(X − x̄)ᵀ(y − ȳ)‖∞ / n, where x̄ and ȳ are the means
pub fn logistic_l1_lambda_max(X: MatrixView, y: &[i64]) -> Result<f64> {
    // X[n,p], y[n]:int -> lambda_max
    todo!()
}

type Fit = Result<(Vec<f64>, f64)>;

/// w, b = argmin (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + λ‖w‖₁, z = Xw + b
pub fn logistic_l1(X: MatrixView, y: &[i64], lam: f64, tol: f64, max_iter: i64) -> Fit {
    // X[n,p], y[n]:int, lam, tol, max_iter:int -> w[p], b
    todo!()
}
