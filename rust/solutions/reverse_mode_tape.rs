//! Automatic differentiation on a tape — shared_tests/katas/reverse_mode_tape/README.md

use crate::prelude::*;

// v, ∂v/∂x and ∂v/∂y of one operation
fn node(op: i64, x: f64, y: f64) -> (f64, f64, f64) {
    match op {
        0 => (x + y, 1.0, 1.0),
        1 => (x - y, 1.0, -1.0),
        2 => (x * y, y, x),
        3 => (x / y, 1.0 / y, -x / y / y),
        4 => (-x, -1.0, 0.0),
        5 => (x.exp(), x.exp(), 0.0),
        6 => (x.ln(), 1.0 / x, 0.0),
        7 => (x.tanh(), 1.0 - x.tanh().powi(2), 0.0),
        8 if y == 0.0 => (1.0, 0.0, 0.0),
        8 => (x.powf(y), y * x.powf(y - 1.0), 0.0),
        _ => (x.max(0.0), f64::from(x > 0.0), 0.0),
    }
}

type Use = (usize, f64); // a node, and the derivative by it

// v of every node, and of every operation the nodes j that it uses, with ∂v/∂vⱼ
fn played(v: &[f64], op: &[i64], a: &[i64], b: &[i64]) -> Result<(Vec<f64>, Vec<[Use; 2]>)> {
    let (mut v, mut uses) = (v.to_vec(), vec![]);
    for (i, &o) in op.iter().enumerate() {
        let known = |j: i64| (0..v.len() as i64).contains(&j);
        let binary = (0..4).contains(&o);
        ensure!((0..10).contains(&o) && known(a[i]) && (!binary || known(b[i])),
            InvalidParameter: "operation {i} is ({o}, {}, {})", a[i], b[i]);
        // what uses one node uses it with slope 0 besides
        let (j, l) = (a[i] as usize, if binary { b[i] } else { a[i] } as usize);
        let (x, y) = (v[j], if binary { v[l] } else { b[i] as f64 });
        let undefined = (o == 3 && y == 0.0) || (o == 6 && x <= 0.0) || (o == 8 && y < 0.0);
        ensure!(!undefined, InvalidParameter: "operation {i}, {o}, is not defined there");
        let (value, dx, dy) = node(o, x, y);
        v.push(value);
        uses.push([(j, dx), (l, dy)]);
    }
    Ok((v, uses))
}

/// value = v of the last node, grad = ∂value/∂inputs, swept from last to first
pub fn tape_gradient(inputs: &[f64], op: &[i64], a: &[i64], b: &[i64]) -> Result<(f64, Vec<f64>)> {
    let (v, uses) = played(inputs, op, a, b)?;
    let last = v.len() - 1;
    let mut adjoint = [vec![0.0; last], vec![1.0]].concat();
    for (i, each) in uses.iter().enumerate().rev() {
        // v̄ⱼ = Σ v̄ᵢ ∂vᵢ/∂vⱼ over all i that use j, and they all come later
        for (j, slope) in each {
            adjoint[*j] += adjoint[inputs.len() + i] * slope;
        }
    }
    adjoint.truncate(inputs.len());
    Ok((v[last], adjoint))
}

/// value = v of the last node, dvalue = Σ ∂value/∂inputsⱼ tⱼ, swept forwards
pub fn tape_jvp(
    inputs: &[f64],
    tangent: &[f64],
    op: &[i64],
    a: &[i64],
    b: &[i64],
) -> Result<(f64, f64)> {
    let (v, uses) = played(inputs, op, a, b)?;
    let mut dot = tangent.to_vec();
    for each in uses {
        // v̇ᵢ = Σ ∂vᵢ/∂vⱼ v̇ⱼ over the nodes j that i uses
        dot.push(each.iter().map(|&(j, slope)| slope * dot[j]).sum());
    }
    Ok((v[v.len() - 1], dot[v.len() - 1]))
}
