//! Sparse logistic regression — shared_tests/katas/logistic_l1/README.md

use super::lasso_coordinate_descent::lasso_lambda_max;
use super::logistic_gradient_descent::{logistic_value_grad, sigmoid};
use super::matrix_products::{dot, gram, matvec};
use super::proximal_operators::soft_threshold;
use crate::prelude::*;

/// The b with σ(b) = ȳ
fn log_odds(X: MatrixView, y: &[i64]) -> Result<f64> {
    // at w = 0, b = 0 the slope of the loss by b is ½ − ȳ
    let (_, _, gb) = logistic_value_grad(X, y, &vec![0.0; X.cols()], 0.0, 0.0)?;
    ensure!(gb.abs() != 0.5, NoFiniteOptimum: "all labels are {}: b runs away", y[0]);
    Ok(((0.5 - gb) / (0.5 + gb)).ln())
}

/// λmax = ‖(X − x̄)ᵀ(y − ȳ)‖∞ / n, where x̄ and ȳ are the means
pub fn logistic_l1_lambda_max(X: MatrixView, y: &[i64]) -> Result<f64> {
    log_odds(X, y)?;
    // the slopes of the loss at w = 0, where σ(b) = ȳ; λ holds all up to its size
    let target: Vec<_> = y.iter().map(|&yi| yi as f64).collect();
    Ok(lasso_lambda_max(X, &target, true))
}

type Fit = Result<(Vec<f64>, f64)>;

/// w, b = argmin (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + λ‖w‖₁, z = Xw + b
pub fn logistic_l1(X: MatrixView, y: &[i64], lam: f64, tol: f64, max_iter: i64) -> Fit {
    ensure!(lam > 0.0 && tol > 0.0 && max_iter >= 1, InvalidParameter: "{lam}, {tol}, {max_iter}");
    // z = Dv, v = (w, b + x̄ᵀw): beside centred columns b finds its place soon
    let (n, p) = (y.len() as f64, X.cols());
    let mean = map(&X.to_matrix().sum_of_rows(), |total| total / n);
    let D = X.map_rows(|x| [minus(x, &mean), vec![1.0]].concat());
    let mut v = [vec![0.0; p], vec![log_odds(X, y)?]].concat();
    let level = [vec![lam; p], vec![0.0]].concat();
    let penalty = |v: &[f64]| dot(&level, &map(v, f64::abs));
    let value = |v: &[f64]| -> Result<_> {
        let (loss, g, _) = logistic_value_grad(D.view(), y, v, 0.0, 0.0)?;
        Ok((loss + penalty(v), g))
    };
    let violation = |v: &[f64], g: &[f64]| {
        // at the minimum −gⱼ is λ times the sign of vⱼ, and where vⱼ = 0 at most λ
        let off = |j: usize| match v[j] == 0.0 {
            true => g[j].abs() - level[j],
            false => (g[j] + level[j].copysign(v[j])).abs(),
        };
        (0..p).map(|j| off(j) / lam).fold(off(p), f64::max)
    };
    for _ in 0..max_iter {
        let (J, g) = value(&v)?;
        if violation(&v, &g) <= tol {
            return Ok((v[..p].to_vec(), v[p] - dot(&mean, &v[..p])));
        }
        // σ′ = σ(1 − σ), so the Hessian of the loss is H
        let s = map(&sigmoid(&matvec(D.view(), &v)), |a| a * (1.0 - a) / n);
        let H = gram(Matrix::from_fn(y.len(), p + 1, |i, j| s[i].sqrt() * D[(i, j)]).view());
        // ten rounds, one uⱼ after the other, towards the u that minimises
        // gᵀ(u − v) + ½(u − v)ᵀH(u − v) + λ‖u‖₁; q is g + H(u − v)
        let (mut u, mut q) = (v.clone(), g.clone());
        for j in (0..10).flat_map(|_| 0..=p).filter(|&j| H[(j, j)] > 0.0) {
            let new = soft_threshold(&[H[(j, j)] * u[j] - q[j]], level[j])?[0] / H[(j, j)];
            axpy(new - u[j], H.row(j), &mut q);
            u[j] = new;
        }
        // what the first order promises; J is known to εJ, and cannot judge less
        let (d, mut t) = (minus(&u, &v), 1.0);
        let fall = penalty(&v) - penalty(&u) - dot(&g, &d);
        let moved = |t: f64| zip_with(&v, &d, |vj, dj| vj + t * dj);
        while fall > 1e-9 * J && value(&moved(t))?.0 > J - 1e-4 * t * fall {
            t /= 2.0;
        }
        v = moved(t);
    }
    refuse!(NotConverged, "{max_iter} steps are not enough");
}
