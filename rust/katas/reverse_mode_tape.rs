//! Automatic differentiation on a tape — shared_tests/katas/reverse_mode_tape/README.md

use crate::prelude::*;

type Use = (usize, f64); // a node, and the derivative by it

/// value = v of the last node, grad = ∂value/∂inputs, swept from last to first
pub fn tape_gradient(inputs: &[f64], op: &[i64], a: &[i64], b: &[i64]) -> Result<(f64, Vec<f64>)> {
    // inputs[k], op[m]:int, a[m]:int, b[m]:int -> value, grad[k]
    todo!()
}

/// value = v of the last node, dvalue = Σ ∂value/∂inputsⱼ tⱼ, swept forwards
pub fn tape_jvp(
    inputs: &[f64],
    tangent: &[f64],
    op: &[i64],
    a: &[i64],
    b: &[i64],
) -> Result<(f64, f64)> {
    // inputs[k], tangent[k], op[m]:int, a[m]:int, b[m]:int -> value, dvalue
    todo!()
}
