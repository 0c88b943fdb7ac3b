//! Soft-thresholding and friends — shared_tests/katas/proximal_operators/README.md

use std::collections::HashMap;

use crate::prelude::*;

/// u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁
pub fn soft_threshold(v: &[f64], t: f64) -> Result<Vec<f64>> {
    // v[p], t -> u[p]
    todo!()
}

/// u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)
pub fn prox_elastic_net(v: &[f64], t: f64, l1: f64, l2: f64) -> Result<Vec<f64>> {
    // v[p], t, l1, l2 -> u[p]
    todo!()
}

/// u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖
pub fn prox_group(v: &[f64], t: f64, groups: &[i64]) -> Result<Vec<f64>> {
    // v[p], t, groups[p]:int -> u[p]
    todo!()
}

/// u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius
pub fn project_l1_ball(v: &[f64], radius: f64) -> Result<Vec<f64>> {
    // v[p], radius -> u[p]
    todo!()
}
