//! Choosing λ by cross-validation — shared_tests/katas/ridge_cross_validation/README.md

use super::householder_qr::qr;
use super::matrix_products::{dot, matvec, rmatvec};
use super::metrics::regression_metrics;
use super::ols_normal_equations::predict;
use super::ridge::{center, ridge};
use super::stable_moments::mean_var;
use crate::prelude::*;
use std::collections::BTreeSet;

/// cv_mean, cv_se = mean and sd/√F of the folds' mse, each fitted by the others
pub fn kfold_ridge(
    X: MatrixView,
    y: &[f64],
    lambdas: &[f64],
    folds: &[i64],
    fit_intercept: bool,
) -> Result<(Vec<f64>, Vec<f64>, i64, i64)> {
    // X[n,p], y[n], lambdas[k], folds[n]:int, fit_intercept:bool -> cv_mean[k],
    // cv_se[k], best:int, one_se:int
    todo!()
}

/// loo = mean of (eᵢ/(1 − hᵢ))², gcv = mean of eᵢ²/(1 − h̄)², hᵢ = ∂ŷᵢ/∂yᵢ
pub fn loo_gcv(
    X: MatrixView,
    y: &[f64],
    lambdas: &[f64],
    fit_intercept: bool,
) -> Result<(Vec<f64>, Vec<f64>)> {
    // X[n,p], y[n], lambdas[k], fit_intercept:bool -> loo[k], gcv[k]
    todo!()
}
