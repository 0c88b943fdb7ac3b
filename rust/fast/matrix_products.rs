//! Dot, matrix–vector, matrix–matrix, Gram, at the speed of the machine — shared_tests/katas/matrix_products/README.md

use crate::prelude::*;
use std::{array::from_fn, ops::Range};

/// s = Σᵢ xᵢ yᵢ
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    inner(x, y)
}

/// y = A x
pub fn matvec(A: MatrixView, x: &[f64]) -> Vec<f64> {
    // yᵢ = Σⱼ aᵢⱼ xⱼ
    A.iter_rows().map(|a| inner(a, x)).collect()
}

/// x = Aᵀ y
pub fn rmatvec(A: MatrixView, y: &[f64]) -> Vec<f64> {
    // x = Σᵢ yᵢ (row i of A)
    let mut x = vec![0.0; A.cols()];
    add_rows(&mut x, y, A.data());
    x
}

/// C = A B
pub fn matmul(A: MatrixView, B: MatrixView) -> Matrix {
    // C = Σ (columns of A)(rows of B): ROWS of B at a time, with which go W rows of A after the
    // other
    let (m, n) = (A.rows(), B.cols());
    let (mut C, mut rows, mut strip) = (padded(m, n), Block::new(n), [Lane::default(); ROWS]);
    for l in (0..A.cols()).step_by(ROWS) {
        let end = A.cols().min(l + ROWS);
        rows.fill(l..end, |k, z| z.copy_from_slice(B.row(k)));
        for i in (0..m).step_by(W) {
            for r in i..m.min(i + W) {
                for (z, a) in strip.iter_mut().zip(&A.row(r)[l..end]) {
                    z.0[r - i] = *a;
                }
            }
            add_product(&strip[..end - l], &rows, 0, &mut C, i, 1.0);
        }
    }
    Matrix::from_fn(m, n, |i, j| C[(i, j)])
}

/// G = XᵀX
pub fn gram(X: MatrixView) -> Matrix {
    gram_of(X.rows(), X.cols(), |i, z| z.copy_from_slice(X.row(i)))
}

/// Numbers that one instruction multiplies.
pub const W: usize = 4 << cfg!(target_feature = "avx512f") as usize;
/// Rows of a block: a few of its panels fit the L1 cache.
pub const ROWS: usize = 128;

/// What a register holds, and what begins where a line of the cache does.
#[derive(Clone, Copy, Default)]
#[cfg_attr(target_feature = "avx512f", repr(align(64)))]
#[cfg_attr(not(target_feature = "avx512f"), repr(align(32)))]
pub struct Lane(pub [f64; W]);

impl Lane {
    #[inline(always)]
    pub fn of(x: &[f64]) -> Self {
        Lane(x[..W].try_into().unwrap())
    }
    /// self += ab
    #[inline(always)]
    pub fn add(&mut self, a: Lane, b: Lane) {
        for k in 0..W {
            self.0[k] = fma(a.0[k], b.0[k], self.0[k]);
        }
    }
}

/// ab + c, rounded once where an instruction does that
#[inline(always)]
pub fn fma(a: f64, b: f64, c: f64) -> f64 {
    if cfg!(any(target_feature = "fma", target_arch = "aarch64")) {
        a.mul_add(b, c)
    } else {
        a * b + c
    }
}

/// xᵀy, as 4W sums that do not wait for each other
#[inline(always)]
pub fn inner(x: &[f64], y: &[f64]) -> f64 {
    let mut s = [Lane::default(); 4];
    let (x4, y4) = (x.chunks_exact(4 * W), y.chunks_exact(4 * W));
    let x1 = x4.remainder().chunks_exact(W);
    let y1 = y4.remainder().chunks_exact(W);
    let last = x1.remainder().iter().zip(y1.remainder());
    for (x, y) in x4.zip(y4) {
        for k in 0..4 {
            s[k].add(Lane::of(&x[k * W..]), Lane::of(&y[k * W..]));
        }
    }
    for (x, y) in x1.zip(y1) {
        s[0].add(Lane::of(x), Lane::of(y));
    }
    let [a, b, c, d] = s;
    let mut total = Lane::default();
    (0..W).for_each(|k| total.0[k] = (a.0[k] + b.0[k]) + (c.0[k] + d.0[k]));
    let rest = last.fold(0.0, |sum, (xi, yi)| fma(*xi, *yi, sum));
    // beyond x.len() stand zeros; where LLVM knows how many it adds, it cuts the lanes in pieces
    total.0.iter().take(x.len()).fold(rest, |sum, t| sum + t)
}

/// x += Σₖ aₖyₖ, where yₖ are rows that follow each other, read four at a time
#[inline]
pub fn add_rows(x: &mut [f64], a: &[f64], y: &[f64]) {
    let (n, fours) = (x.len(), a.len() / 4 * 4);
    let row = |i: usize| &y[i * n..][..n];
    for (i, a) in (0..fours).step_by(4).zip(a.chunks_exact(4)) {
        let y = [row(i), row(i + 1), row(i + 2), row(i + 3)];
        for j in 0..n {
            x[j] += fma(a[0], y[0][j], a[1] * y[1][j]) + fma(a[2], y[2][j], a[3] * y[3][j]);
        }
    }
    for i in fours..a.len() {
        axpy(a[i], row(i), x);
    }
}

/// Rows, cut into panels of W columns, in each of which a row follows the other; beyond the last
/// column stands 0.
pub struct Block {
    cols: usize,
    row: Vec<f64>,
    pub panels: Vec<Vec<Lane>>,
}

impl Block {
    pub fn new(cols: usize) -> Self {
        Block {
            cols,
            row: vec![0.0; whole(cols)],
            panels: vec![vec![]; whole(cols) / W],
        }
    }
    /// These rows, where write(i, z) writes row i into z.
    #[inline]
    pub fn fill(&mut self, rows: Range<usize>, write: impl Fn(usize, &mut [f64])) {
        self.panels.iter_mut().for_each(Vec::clear);
        rows.for_each(|i| self.push(|z| write(i, z)));
    }
    /// One row more.
    #[inline]
    pub fn push(&mut self, write: impl FnOnce(&mut [f64])) {
        write(&mut self.row[..self.cols]);
        for (panel, z) in self.panels.iter_mut().zip(self.row.chunks_exact(W)) {
            panel.push(Lane::of(z));
        }
    }
}

/// So many numbers, filled up to whole lanes.
pub fn whole(n: usize) -> usize {
    (n + W - 1) / W * W
}

/// Zeros with room for whole tiles.
pub fn padded(rows: usize, cols: usize) -> Matrix {
    Matrix::zeros(whole(rows), whole(cols))
}

/// The same for r = 0, …, W − 1, written out: LLVM keeps an array in registers only where no loop
/// over it is left, and does not unroll this much by itself.
macro_rules! rows {
    ($r:ident => $work:expr) => {
        rows!($r in 0 1 2 3 => $work);
        if W == 8 {
            rows!($r in 4 5 6 7 => $work);
        }
    };
    ($r:ident in $($value:literal)+ => $work:expr) => {
        $({
            let $r = $value;
            $work
        })+
    };
}

/// Rows i, i + 1, … of C += sign · AᵀB for a panel of A and N panels of B from q on, the sums in
/// registers
fn tile<const N: usize>(A: &[Lane], B: &Block, q: usize, C: &mut Matrix, i: usize, sign: f64) {
    let mut sum = [[Lane::default(); N]; W];
    let panels: [&[Lane]; N] = from_fn(|s| &B.panels[q + s][..A.len()]);
    for (k, a) in A.iter().enumerate() {
        rows!(r => (0..N).for_each(|s| sum[r][s].add(Lane([a.0[r]; W]), panels[s][k])));
    }
    rows!(r => for s in 0..N {
        axpy(sign, &sum[r][s].0, &mut C.row_mut(i + r)[(q + s) * W..][..W]);
    });
}

/// Rows i, i + 1, … of C += sign · AᵀB for a panel of A and the panels of B from q on
fn add_product(A: &[Lane], B: &Block, q: usize, C: &mut Matrix, i: usize, sign: f64) {
    // W·3 sums fit the registers
    let end = B.panels.len();
    for q in (q..end).step_by(3) {
        match end - q {
            1 => tile::<1>(A, B, q, C, i, sign),
            2 => tile::<2>(A, B, q, C, i, sign),
            _ => tile::<3>(A, B, q, C, i, sign),
        }
    }
}

/// G += sign · BᵀB from panel `first` on, in its upper triangle
pub fn add_gram(B: &Block, G: &mut Matrix, sign: f64, first: usize) {
    for (q, panel) in B.panels.iter().enumerate().skip(first) {
        add_product(panel, B, q, G, q * W, sign);
    }
}

/// G = Σᵢ zᵢzᵢᵀ for n rows, where write(i, z) writes zᵢ
pub fn gram_of(n: usize, cols: usize, write: impl Fn(usize, &mut [f64])) -> Matrix {
    let (mut B, mut G) = (Block::new(cols), padded(cols, cols));
    for i in (0..n).step_by(ROWS) {
        B.fill(i..n.min(i + ROWS), &write);
        add_gram(&B, &mut G, 1.0, 0);
    }
    symmetric(&G, cols)
}

/// The symmetric matrix of which G has the upper triangle
pub fn symmetric(G: &Matrix, n: usize) -> Matrix {
    Matrix::from_fn(n, n, |j, k| G[(j.min(k), j.max(k))])
}
