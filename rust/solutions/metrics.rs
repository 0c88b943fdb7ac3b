//! Regression and classification metrics — shared_tests/katas/metrics/README.md

use super::matrix_products::dot;
use super::stable_moments::mean_var;
use crate::prelude::*;

fn check_labels(y: &[i64]) -> Result<()> {
    for label in y {
        ensure!(matches!(label, 0 | 1), InvalidLabel: "label {label}, it must be 0 or 1");
    }
    Ok(())
}

/// r = y − ŷ: mean rᵢ², its root, mean |rᵢ|, 1 − Σrᵢ²/Σ(yᵢ − ȳ)², max |rᵢ|
pub fn regression_metrics(y: &[f64], yhat: &[f64]) -> Result<(f64, f64, f64, f64, f64)> {
    let size = map(&minus(y, yhat), f64::abs);
    let (n, worst) = (y.len() as f64, max(&size));
    let (mse, mae) = (dot(&size, &size) / n, size.iter().sum::<f64>() / n);
    // a constant y leaves nothing to explain, whatever rounding makes of ȳ
    let r2 = if min(y) < max(y) {
        1.0 - mse / mean_var(y, 0)?.1
    } else {
        f64::from(u8::from(worst == 0.0))
    };
    Ok((mse, mse.sqrt(), mae, r2, worst))
}

/// counts of yᵢ, ŷᵢ = [scoreᵢ ≥ threshold], and their ratios, where 0/0 = 0
pub fn binary_metrics(
    y: &[i64],
    score: &[f64],
    threshold: f64,
) -> Result<(i64, i64, i64, i64, f64, f64, f64, f64)> {
    check_labels(y)?;
    // the pair (y, ŷ) is the binary number 2y + ŷ
    let mut count = [0; 4];
    for (&yi, &si) in y.iter().zip(score) {
        count[2 * yi as usize + usize::from(si >= threshold)] += 1;
    }
    let [TN, FP, FN, TP] = count;
    let ratio = |part: i64, whole: i64| part as f64 / whole.max(1) as f64;
    let accuracy = ratio(TN + TP, y.len() as i64);
    let (precision, recall) = (ratio(TP, TP + FP), ratio(TP, TP + FN));
    // 2PR/(P + R) with P = TP/(TP + FP) and R = TP/(TP + FN)
    let f1 = ratio(2 * TP, 2 * TP + FP + FN);
    Ok((TN, FP, FN, TP, accuracy, precision, recall, f1))
}

/// loss = −(1/n) Σᵢ [yᵢ ln pᵢ + (1 − yᵢ) ln(1 − pᵢ)]
pub fn log_loss(y: &[i64], p: &[f64]) -> Result<f64> {
    for &pi in p {
        ensure!(pi > 0.0 && pi < 1.0, InvalidParameter: "a probability is {pi}, not in (0, 1)");
    }
    check_labels(y)?;
    // 1 − p forgets a small p, ln_1p does not
    let chance = |(&yi, &pi): (&i64, &f64)| if yi == 1 { pi.ln() } else { (-pi).ln_1p() };
    Ok(-y.iter().zip(p).map(chance).sum::<f64>() / y.len() as f64)
}

/// area = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻), s⁺ and s⁻ the scores of labels 1 and 0
pub fn auc(y: &[i64], score: &[f64]) -> Result<f64> {
    check_labels(y)?;
    let of = |label| (0..y.len()).filter(move |&i| y[i] == label);
    let mut negative: Vec<_> = of(0).map(|i| score[i]).collect();
    let pairs = (of(1).count() * negative.len()) as f64;
    ensure!(pairs > 0.0, InvalidLabel: "every label is {}: no two to compare", y[0]);
    negative.sort_unstable_by(f64::total_cmp);
    // below s⁺, and not above it: a pair in order counts twice, a tie once
    let below = |s| negative.partition_point(|&other| other < s);
    let not_above = |s| negative.partition_point(|&other| other <= s);
    let twice: usize = of(1).map(|i| below(score[i]) + not_above(score[i])).sum();
    Ok(twice as f64 / (2.0 * pairs))
}
