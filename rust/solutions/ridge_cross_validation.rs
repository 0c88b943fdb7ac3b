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
    ensure!(min(lambdas) >= 0.0, InvalidParameter: "a λ is {}, below 0", min(lambdas));
    let ids: BTreeSet<_> = folds.iter().copied().collect();
    let F = ids.len() as i64;
    ensure!(F >= 2 && ids.into_iter().eq(0..F), InvalidParameter: "the {F} folds are not 0, 1, …");
    let of = |rows: &[i64]| rows.iter().map(|&i| y[i as usize]).collect::<Vec<_>>();
    let (mut cv_mean, mut cv_se) = (vec![], vec![]);
    for &lam in lambdas {
        let mut errors = vec![];
        for f in 0..F {
            // whatever is learned, means included, is learned from the other folds
            let rows = 0..y.len() as i64;
            let (out, rest): (Vec<_>, Vec<_>) = rows.partition(|&i| folds[i as usize] == f);
            let (w, b) = ridge(X.select(&rest).view(), &of(&rest), lam, fit_intercept)?;
            let yhat = map(&predict(X.select(&out).view(), &w), |z| z + b);
            errors.push(regression_metrics(&of(&out), &yhat)?.0);
        }
        let (mean, var) = mean_var(&errors, 1)?;
        cv_mean.push(mean);
        cv_se.push((var / F as f64).sqrt());
    }
    let by = |x: &[f64], i: usize, j: usize| x[i].total_cmp(&x[j]);
    let all = 0..lambdas.len();
    let best = all.clone().min_by(|&i, &j| by(&cv_mean, i, j)).unwrap_or(0);
    // the strongest penalty that is not clearly worse than the best
    let limit = cv_mean[best] + cv_se[best];
    let near = all.rev().filter(|&i| cv_mean[i] <= limit);
    let one_se = near.max_by(|&i, &j| by(lambdas, i, j)).unwrap_or(best);
    Ok((cv_mean, cv_se, best as i64, one_se as i64))
}

/// loo = mean of (eᵢ/(1 − hᵢ))², gcv = mean of eᵢ²/(1 − h̄)², hᵢ = ∂ŷᵢ/∂yᵢ
pub fn loo_gcv(
    X: MatrixView,
    y: &[f64],
    lambdas: &[f64],
    fit_intercept: bool,
) -> Result<(Vec<f64>, Vec<f64>)> {
    ensure!(min(lambdas) >= 0.0, InvalidParameter: "a λ is {}, below 0", min(lambdas));
    let (n, ones) = (y.len() as f64, f64::from(u8::from(fit_intercept)));
    let plain = || (X.to_matrix(), y.to_vec(), vec![], 0.0);
    let (Xc, yc, ..) = if fit_intercept { center(X, y) } else { plain() };
    let (mut loo, mut gcv) = (vec![], vec![]);
    for lam in lambdas {
        // H = QQᵀ where [X; √(nλ)I] = [Q; …]R, and 11ᵀ/n for the intercept
        let below = (n * lam).sqrt() * Matrix::identity(X.cols());
        let (Q, _) = qr(Xc.above(&below).view())?;
        let Q = Matrix::from_rows(Q.iter_rows().take(y.len()));
        let h: Vec<_> = Q.iter_rows().map(|q| ones / n + dot(q, q)).collect();
        ensure!(max(&h) < 1.0 - 1e-10, RankDeficient: "a row has the leverage {}", max(&h));
        let e = minus(&yc, &matvec(Q.view(), &rmatvec(Q.view(), &yc)));
        let left_out = zip_with(&e, &h, |ei, hi| ei / (1.0 - hi));
        loo.push(dot(&left_out, &left_out) / n);
        gcv.push(dot(&e, &e) / n / (1.0 - h.iter().sum::<f64>() / n).powi(2));
    }
    Ok((loo, gcv))
}
