//! Soft-thresholding and friends — shared_tests/katas/proximal_operators/README.md

use std::collections::HashMap;

use crate::refusals::{ensure, refuse, Answer};

/// u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁
pub fn soft_threshold(v: &[f64], t: f64) -> Answer<Vec<f64>> {
    ensure!(t >= 0.0, InvalidParameter: "t is {t}");
    // 0 ∈ u − v + t ∂|u|, where ∂|u| is sign u, and all of [−1, 1] at 0
    let shrunk = |x: &f64| (x.abs() - t).max(0.0).copysign(*x);
    Ok(v.iter().map(shrunk).collect())
}

/// u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)
pub fn prox_elastic_net(v: &[f64], t: f64, l1: f64, l2: f64) -> Answer<Vec<f64>> {
    ensure!(t.min(l1).min(l2) >= 0.0, InvalidParameter: "t, l1, l2 are {t}, {l1}, {l2}");
    // 0 ∈ (1 + t l₂) u − v + t l₁ ∂|u|
    let u = soft_threshold(v, t * l1)?;
    Ok(u.iter().map(|x| x / (1.0 + t * l2)).collect())
}

/// u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖
pub fn prox_group(v: &[f64], t: f64, groups: &[i64]) -> Answer<Vec<f64>> {
    ensure!(t >= 0.0, InvalidParameter: "t is {t}");
    if let Some(g) = groups.iter().find(|g| **g < 0) {
        refuse!(InvalidParameter, "a group is {g}, they count from 0");
    }
    // 0 ∈ u_g − v_g + t ∂‖u_g‖, so u_g = v_g max(0, 1 − t/‖v_g‖)
    let mut factor = HashMap::new();
    for (x, g) in v.iter().zip(groups) {
        *factor.entry(g).or_insert(0.0) += x * x;
    }
    for f in factor.values_mut() {
        let norm = f64::sqrt(*f);
        *f = if norm > t { 1.0 - t / norm } else { 0.0 };
    }
    Ok(v.iter().zip(groups).map(|(x, g)| factor[g] * x).collect())
}

/// u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius
pub fn project_l1_ball(v: &[f64], radius: f64) -> Answer<Vec<f64>> {
    ensure!(radius > 0.0, InvalidParameter: "radius is {radius}");
    // u = S(v, θ); with the k largest |v| left, ‖u‖₁ = radius for θₖ = (Σ |v| − radius)/k
    let mut m: Vec<f64> = v.iter().map(|x| x.abs()).collect();
    m.sort_by(|a, b| b.total_cmp(a));
    // θₖ rises while |v|₍ₖ₊₁₎ > θₖ and falls from there: θ is the largest, 0 inside the ball
    let (mut theta, mut sum) = (0.0, 0.0);
    for (k, size) in (1..).zip(&m) {
        sum += size;
        theta = f64::max(theta, (sum - radius) / k as f64);
    }
    soft_threshold(v, theta)
}
