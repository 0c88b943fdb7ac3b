//! Regression and classification metrics — shared_tests/katas/metrics/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::prelude::*;

/// r = y − ŷ: mean rᵢ², its root, mean |rᵢ|, 1 − Σrᵢ²/Σ(yᵢ − ȳ)², max |rᵢ|
pub fn regression_metrics(y: &[f64], yhat: &[f64]) -> Result<(f64, f64, f64, f64, f64)> {
    // y[n], yhat[n] -> mse, rmse, mae, r2, max_error
    todo!()
}

/// counts of yᵢ, ŷᵢ = [scoreᵢ ≥ threshold], and their ratios, where 0/0 = 0
pub fn binary_metrics(
    y: &[i64],
    score: &[f64],
    threshold: f64,
) -> Result<(i64, i64, i64, i64, f64, f64, f64, f64)> {
    // y[n]:int, score[n], threshold -> TN:int, FP:int, FN:int, TP:int, accuracy,
    // precision, recall, f1
    todo!()
}

/// loss = −(1/n) Σᵢ [yᵢ ln pᵢ + (1 − yᵢ) ln(1 − pᵢ)]
pub fn log_loss(y: &[i64], p: &[f64]) -> Result<f64> {
    // y[n]:int, p[n] -> loss
    todo!()
}

/// area = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻), s⁺ and s⁻ the scores of labels 1 and 0
pub fn auc(y: &[i64], score: &[f64]) -> Result<f64> {
    // y[n]:int, score[n] -> area
    todo!()
}
