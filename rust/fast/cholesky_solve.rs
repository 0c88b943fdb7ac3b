//! Triangular solves and a blocked Cholesky — shared_tests/katas/cholesky_solve/README.md

use super::matrix_products::{add_gram, dot, padded, Block, W};
use crate::prelude::*;

/// Rows of a block.
const DEEP: usize = 4 * W;

/// A = L Lᵀ
pub fn cholesky(A: MatrixView) -> Result<Matrix> {
    // U = Lᵀ row by row: its rows are contiguous
    let n = A.rows();
    let (mut U, mut B) = (padded(n, n), Block::new(n));
    for i in 0..n {
        (0..=i).for_each(|j| U[(j, i)] = A[(i, j)]);
    }
    let width = U.cols();
    for top in (0..n).step_by(DEEP) {
        let end = n.min(top + DEEP);
        for j in top..end {
            // dⱼ = aⱼⱼ − Σ_{k<j} uₖⱼ², the pivot
            let (d, a) = (U[(j, j)], A[(j, j)]);
            ensure!(a > 0.0 && d > 1e-12 * a,
                NotPositiveDefinite: "pivot {j} is {d:.1e}, of a diagonal entry of {a:.1e}");
            let (done, later) = U.data_mut().split_at_mut((j + 1) * width);
            let u = &mut done[j * width..];
            let root = d.sqrt();
            u[j..].iter_mut().for_each(|u| *u /= root);
            // the rows of this block that follow lose what row j explains, whole lanes of it: what
            // stands below the diagonal is not read
            for (i, row) in (j + 1..end).zip(later.chunks_exact_mut(width)) {
                let first = i / W * W;
                axpy(-u[i], &u[first..], &mut row[first..]);
            }
        }
        if end < n {
            // A₂₂ − U₁₂ᵀU₁₂ is left for the blocks that follow
            B.fill(top..end, |k, z| z.copy_from_slice(&U.row(k)[..n]));
            add_gram(&B, &mut U, -1.0, end / W);
        }
    }
    Ok(Matrix::from_fn(
        n,
        n,
        |i, j| if j <= i { U[(j, i)] } else { 0.0 },
    ))
}
