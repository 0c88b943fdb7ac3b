//! Soft-thresholding and friends — shared_tests/katas/proximal_operators/README.md

use std::collections::HashMap;

use crate::prelude::*;

/// u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁
pub fn soft_threshold(v: &[f64], t: f64) -> Result<Vec<f64>> {
    ensure!(t >= 0.0, InvalidParameter: "t is {t}, below 0");
    // 0 ∈ u − v + t ∂|u|, where ∂|u| is sign u, and all of [−1, 1] at 0
    Ok(map(v, |x| (x.abs() - t).max(0.0).copysign(x)))
}

/// u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)
pub fn prox_elastic_net(v: &[f64], t: f64, l1: f64, l2: f64) -> Result<Vec<f64>> {
    ensure!(t.min(l1).min(l2) >= 0.0, InvalidParameter: "t {t}, l1 {l1} and l2 {l2} must be at least 0");
    // 0 ∈ (1 + t l₂) u − v + t l₁ ∂|u|
    let u = soft_threshold(v, t * l1)?;
    Ok(map(&u, |x| x / (1.0 + t * l2)))
}

/// u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖
pub fn prox_group(v: &[f64], t: f64, groups: &[i64]) -> Result<Vec<f64>> {
    ensure!(t >= 0.0, InvalidParameter: "t is {t}, below 0");
    let least = *groups.iter().min().unwrap_or(&0);
    ensure!(least >= 0, InvalidParameter: "a group is {least}, but they count from 0");
    // 0 ∈ u_g − v_g + t ∂‖u_g‖, so u_g = v_g max(0, 1 − t/‖v_g‖)
    let mut squares = HashMap::new();
    for (x, g) in v.iter().zip(groups) {
        *squares.entry(g).or_insert(0.0) += x * x;
    }
    // max(0, NaN) is 0: a group of zeros stays 0
    let factor = |g| f64::max(0.0, 1.0 - t / f64::sqrt(squares[g]));
    Ok(v.iter().zip(groups).map(|(x, g)| factor(g) * x).collect())
}

/// u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius
pub fn project_l1_ball(v: &[f64], radius: f64) -> Result<Vec<f64>> {
    ensure!(radius > 0.0, InvalidParameter: "radius is {radius}, not positive");
    // u = S(v, θ); with the k largest |v| left, ‖u‖₁ = radius for θₖ = (Σ |v| − radius)/k
    let mut m = map(v, f64::abs);
    m.sort_by(|a, b| b.total_cmp(a));
    // θₖ rises while |v|₍ₖ₊₁₎ > θₖ and falls from there: θ is the largest, 0 inside the ball
    let (mut theta, mut sum) = (0.0, 0.0);
    for (k, size) in (1..).zip(&m) {
        sum += size;
        theta = f64::max(theta, (sum - radius) / k as f64);
    }
    soft_threshold(v, theta)
}
