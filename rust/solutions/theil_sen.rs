//! A robust line: the median of slopes — shared_tests/katas/theil_sen/README.md

use super::simple_linear_regression::predict_line;
use crate::prelude::*;

/// m = the middle of the sorted x, or the mean of the middle two
pub fn median(x: &[f64]) -> f64 {
    let mut s = x.to_vec();
    let h = s.len() / 2;
    let (below, &mut m, _) = s.select_nth_unstable_by(h, f64::total_cmp);
    // as many numbers lie below m as above
    if x.len() % 2 == 1 {
        m
    } else {
        (max(below) + m) / 2.0
    }
}

/// slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)
pub fn theil_sen(x: &[f64], y: &[f64]) -> Result<(f64, f64)> {
    let mut slopes = Vec::new();
    // two points with the same x say nothing about the slope
    for i in 0..x.len() {
        for j in (i + 1..x.len()).filter(|&j| x[i] != x[j]) {
            slopes.push((y[j] - y[i]) / (x[j] - x[i]));
        }
    }
    ensure!(!slopes.is_empty(), RankDeficient: "every x is {}: no pair has a slope", x[0]);
    let slope = median(&slopes);
    // half of the points lie above the line, half below
    Ok((slope, median(&minus(y, &predict_line(slope, 0.0, x)))))
}
