//! linfa behind the signatures of the katas, where it has the thing itself.

use linfa::prelude::*;
use linfa_elasticnet::ElasticNet;
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, ShapeBuilder};

use crate::matrix::{Matrix, MatrixView};

// Cases that are beyond it, and why: they must fail as long as they stand here.
// BEYOND = {
//     "fit_line: no trend": "its R² adds 1e-10 to the sum of squares",
//     "fit_line: millions against thousandths": "its R² adds 1e-10 to the sum of squares",
// }

/// The katas' numbers as linfa sees them, without a copy.
fn seen<'a>(A: MatrixView<'a>) -> ArrayView2<'a, f64> {
    ArrayView2::from_shape((A.rows(), A.cols()), A.data()).unwrap()
}

fn column(x: &[f64]) -> ArrayView1<'_, f64> {
    ArrayView1::from(x)
}

// ---------------------------------------------------------------- simple_linear_regression

pub fn fit_line(x: &[f64], y: &[f64]) -> (f64, f64, f64) {
    if y.iter().all(|&t| t == y[0]) {
        return (0.0, y[0], 1.0); // by convention, here
    }
    let data = Dataset::new(
        column(x).insert_axis(Axis(1)).to_owned(),
        column(y).to_owned(),
    );
    let model = LinearRegression::new().fit(&data).unwrap();
    let r2 = model.predict(&data).r2(&data).unwrap();
    (model.params()[0], model.intercept(), r2)
}

// ---------------------------------------------------------------- ols_normal_equations

pub fn ols(X: MatrixView, y: &[f64]) -> Vec<f64> {
    // a Householder QR
    let data = DatasetBase::new(seen(X), column(y));
    let model = LinearRegression::new().with_intercept(false).fit(&data);
    model.unwrap().params().to_vec()
}

// ridge: none. ElasticNet::ridge() has no gap that could close, so it makes all the sweeps that it is allowed, and the L-BFGS of
// TweedieRegressor stops where J no longer changes: J knows half of the digits of w, and the last bit of X decides who passes.

// ---------------------------------------------------------------- ols_qr

pub fn ols_qr(X: MatrixView, y: &[f64]) -> (Vec<f64>, f64) {
    let data = DatasetBase::new(seen(X), column(y));
    let model = LinearRegression::new().with_intercept(false).fit(&data);
    let model = model.unwrap();
    let r = column(y).to_owned() - model.predict(data.records());
    (model.params().to_vec(), r.dot(&r))
}

// ---------------------------------------------------------------- lasso_coordinate_descent

/// X by columns, y, x̄ and ȳ, centred for an intercept.
fn centred(
    X: MatrixView,
    y: &[f64],
    fit_intercept: bool,
) -> (Array2<f64>, Array1<f64>, Array1<f64>, f64) {
    let mut columns = Array2::zeros((X.rows(), X.cols()).f());
    columns.assign(&seen(X));
    if !fit_intercept {
        return (columns, column(y).to_owned(), Array1::zeros(X.cols()), 0.0);
    }
    let x_mean = columns.mean_axis(Axis(0)).unwrap();
    let y_mean = column(y).mean().unwrap();
    (columns - &x_mean, &column(y) - y_mean, x_mean, y_mean)
}

pub fn lasso(
    X: MatrixView,
    y: &[f64],
    lam: f64,
    fit_intercept: bool,
    tol: f64,
    max_sweeps: i64,
) -> (Vec<f64>, f64, f64, i64) {
    let (X, y, x_mean, y_mean) = centred(X, y, fit_intercept);
    let n = y.len() as f64;
    let data = DatasetBase::new(X, y);
    // its own intercept would centre y but not X; it stops where n times the gap is less than tol‖y‖²
    // and no step of the last sweep was more than tol times the largest weight
    let model = ElasticNet::lasso()
        .penalty(lam)
        .with_intercept(false)
        .tolerance(tol / 2.0)
        .max_iterations(max_sweeps as u32)
        .fit(&data)
        .unwrap();
    let w = model.hyperplane();
    let b = y_mean - x_mean.dot(w);
    (
        w.to_vec(),
        b,
        model.duality_gap() / n,
        model.n_steps() as i64,
    )
}

// ---------------------------------------------------------------- elastic_net_path

pub fn elastic_net_path(
    X: MatrixView,
    y: &[f64],
    lambdas: &[f64],
    alpha: f64,
    fit_intercept: bool,
    tol: f64,
    max_sweeps: i64,
) -> (Matrix, Vec<f64>) {
    let mut W = Matrix::zeros(lambdas.len(), X.cols());
    let mut b = Vec::with_capacity(lambdas.len());
    let (X, y, x_mean, y_mean) = centred(X, y, fit_intercept);
    let data = DatasetBase::new(X, y);
    // every fit begins at 0; the steps are compared with tol, as above, so the gap leaves no error of √tol
    for (i, &lam) in lambdas.iter().enumerate() {
        let model = ElasticNet::params()
            .penalty(lam)
            .l1_ratio(alpha)
            .with_intercept(false)
            .tolerance(tol)
            .max_iterations(max_sweeps as u32)
            .fit(&data)
            .unwrap();
        let w = model.hyperplane();
        W.row_mut(i).copy_from_slice(w.as_slice().unwrap());
        b.push(y_mean - x_mean.dot(w));
    }
    (W, b)
}

crate::abi::functions! {
    fit_line,
    ols,
    ols_qr,
    lasso,
    elastic_net_path,
}
