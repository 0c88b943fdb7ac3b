//! Row-major matrices: `MatrixView` for inputs, `Matrix` for results. Vectors are `&[f64]` and `Vec<f64>`.

use std::ops::{Add, Div, Index, IndexMut, Mul, Sub, SubAssign};

/// y += a x
#[track_caller]
pub fn axpy(a: f64, x: &[f64], y: &mut [f64]) {
    debug_assert_eq!(x.len(), y.len());
    for (yi, xi) in y.iter_mut().zip(x) {
        *yi += a * xi;
    }
}

/// x + y
#[track_caller]
pub fn plus(x: &[f64], y: &[f64]) -> Vec<f64> {
    zip_with(x, y, |xi, yi| xi + yi)
}

/// x − y
#[track_caller]
pub fn minus(x: &[f64], y: &[f64]) -> Vec<f64> {
    zip_with(x, y, |xi, yi| xi - yi)
}

/// f(xᵢ) for every i
pub fn map(x: &[f64], f: impl Fn(f64) -> f64) -> Vec<f64> {
    x.iter().map(|&xi| f(xi)).collect()
}

/// f(xᵢ, yᵢ) for every i
#[track_caller]
pub fn zip_with(x: &[f64], y: &[f64], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    debug_assert_eq!(x.len(), y.len());
    x.iter().zip(y).map(|(&xi, &yi)| f(xi, yi)).collect()
}

pub fn min(x: &[f64]) -> f64 {
    x.iter().copied().fold(f64::INFINITY, f64::min)
}

pub fn max(x: &[f64]) -> f64 {
    x.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

/// A read-only rows×cols matrix of somebody's numbers: `A[(i, j)]` is an entry, `A.row(i)` a vector.
#[derive(Clone, Copy, Debug)]
pub struct MatrixView<'a> {
    data: &'a [f64],
    rows: usize,
    cols: usize,
}

impl<'a> MatrixView<'a> {
    #[track_caller]
    pub fn new(data: &'a [f64], rows: usize, cols: usize) -> Self {
        assert_eq!(data.len(), rows * cols);
        MatrixView { data, rows, cols }
    }
    pub fn rows(&self) -> usize {
        self.rows
    }
    pub fn cols(&self) -> usize {
        self.cols
    }
    pub fn data(&self) -> &'a [f64] {
        self.data
    }
    pub fn view(&self) -> MatrixView<'a> {
        *self
    }
    #[track_caller]
    pub fn row(&self, i: usize) -> &'a [f64] {
        let start = row_start(i, self.rows, self.cols);
        &self.data[start..start + self.cols]
    }
    pub fn iter_rows(self) -> impl DoubleEndedIterator<Item = &'a [f64]> {
        (0..self.rows).map(move |i| self.row(i))
    }
    /// The matrix with the rows f(row 0), f(row 1), …
    pub fn map_rows(self, f: impl Fn(&[f64]) -> Vec<f64>) -> Matrix {
        Matrix::from_rows(self.iter_rows().map(f))
    }
    /// The matrix with the entries f(aᵢⱼ).
    pub fn map(self, f: impl Fn(f64) -> f64) -> Matrix {
        Matrix::new(map(self.data, f), self.rows, self.cols)
    }
    /// [A; B], the rows of B below those of A.
    #[track_caller]
    pub fn above<'b>(self, B: impl Into<MatrixView<'b>>) -> Matrix {
        Matrix::from_rows(self.iter_rows().chain(B.into().iter_rows()))
    }
    /// The rows in reverse order.
    pub fn reversed(self) -> Matrix {
        Matrix::from_rows(self.iter_rows().rev())
    }
    /// The matrix of the rows with these numbers.
    #[track_caller]
    pub fn select(self, rows: &[i64]) -> Matrix {
        Matrix::from_rows(rows.iter().map(|&i| self.row(i as usize)))
    }
    pub fn transpose(&self) -> Matrix {
        Matrix::from_fn(self.cols, self.rows, |i, j| self[(j, i)])
    }
    pub fn to_matrix(self) -> Matrix {
        Matrix::from_fn(self.rows, self.cols, |i, j| self[(i, j)])
    }
}

/// A rows×cols matrix of its own numbers.
#[derive(Clone, Debug)]
pub struct Matrix {
    data: Vec<f64>,
    rows: usize,
    cols: usize,
}

impl Matrix {
    /// The matrix of these numbers, row by row.
    pub fn new(data: Vec<f64>, rows: usize, cols: usize) -> Self {
        assert_eq!(data.len(), rows * cols);
        Matrix { data, rows, cols }
    }
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Matrix {
            data: vec![0.0; rows * cols],
            rows,
            cols,
        }
    }
    pub fn identity(n: usize) -> Self {
        Matrix::diagonal(&vec![1.0; n])
    }
    /// diag(d)
    pub fn diagonal(d: &[f64]) -> Self {
        Matrix::zeros(d.len(), d.len()).plus_diagonal(d)
    }
    /// The matrix of these rows, all of one length.
    #[track_caller]
    pub fn from_rows<V: AsRef<[f64]>>(vectors: impl Iterator<Item = V>) -> Self {
        let (mut data, mut rows) = (vec![], 0);
        for vector in vectors {
            data.extend_from_slice(vector.as_ref());
            rows += 1;
        }
        let cols = data.len() / rows.max(1);
        assert_eq!(data.len(), rows * cols);
        Matrix { data, rows, cols }
    }
    /// The matrix with entries f(i, j).
    pub fn from_fn(rows: usize, cols: usize, f: impl Fn(usize, usize) -> f64) -> Self {
        let mut data = Vec::with_capacity(rows * cols);
        for i in 0..rows {
            data.extend((0..cols).map(|j| f(i, j)));
        }
        Matrix { data, rows, cols }
    }
    pub fn rows(&self) -> usize {
        self.rows
    }
    pub fn cols(&self) -> usize {
        self.cols
    }
    pub fn data(&self) -> &[f64] {
        &self.data
    }
    pub fn data_mut(&mut self) -> &mut [f64] {
        &mut self.data
    }
    pub fn view(&self) -> MatrixView<'_> {
        MatrixView {
            data: &self.data,
            rows: self.rows,
            cols: self.cols,
        }
    }
    #[track_caller]
    pub fn row(&self, i: usize) -> &[f64] {
        let start = row_start(i, self.rows, self.cols);
        &self.data[start..start + self.cols]
    }
    pub fn iter_rows(&self) -> impl DoubleEndedIterator<Item = &[f64]> {
        self.view().iter_rows()
    }
    pub fn map_rows(&self, f: impl Fn(&[f64]) -> Vec<f64>) -> Matrix {
        self.view().map_rows(f)
    }
    pub fn above<'b>(&self, B: impl Into<MatrixView<'b>>) -> Matrix {
        self.view().above(B)
    }
    pub fn reversed(&self) -> Matrix {
        self.view().reversed()
    }
    #[track_caller]
    pub fn row_mut(&mut self, i: usize) -> &mut [f64] {
        let start = row_start(i, self.rows, self.cols);
        &mut self.data[start..start + self.cols]
    }
    pub fn transpose(&self) -> Matrix {
        self.view().transpose()
    }
    /// f(aᵢⱼ) in place of every aᵢⱼ.
    pub fn map(mut self, f: impl Fn(f64) -> f64) -> Matrix {
        self.data.iter_mut().for_each(|a| *a = f(*a));
        self
    }
    /// f(aᵢⱼ, bᵢⱼ) in place of every aᵢⱼ.
    #[track_caller]
    pub fn zip_with<'b>(self, B: impl Into<MatrixView<'b>>, f: impl Fn(f64, f64) -> f64) -> Matrix {
        Matrix::new(zip_with(&self.data, B.into().data, f), self.rows, self.cols)
    }
    /// A + 1bᵀ, b added to every row
    #[track_caller]
    pub fn plus_row(mut self, b: &[f64]) -> Matrix {
        let rows = self.data.chunks_exact_mut(b.len());
        rows.for_each(|a| axpy(1.0, b, a));
        self
    }
    /// Aᵀ1, the sum of the rows
    pub fn sum_of_rows(&self) -> Vec<f64> {
        let mut sum = vec![0.0; self.cols];
        self.iter_rows().for_each(|a| axpy(1.0, a, &mut sum));
        sum
    }
    /// A + diag(d)
    #[track_caller]
    pub fn plus_diagonal(mut self, d: &[f64]) -> Matrix {
        for (j, dj) in d.iter().enumerate() {
            self[(j, j)] += dj;
        }
        self
    }
}

impl<'a> From<&'a Matrix> for MatrixView<'a> {
    fn from(A: &'a Matrix) -> Self {
        A.view()
    }
}

/// What stands on the right of an operator: A + B, A − B, c A.
macro_rules! operators {
    ($($B:ty),+) => {$(
        impl Add<$B> for Matrix {
            type Output = Matrix;
            fn add(self, B: $B) -> Matrix {
                self.zip_with(B.view(), |a, b| a + b)
            }
        }
        impl Sub<$B> for Matrix {
            type Output = Matrix;
            fn sub(self, B: $B) -> Matrix {
                self.zip_with(B.view(), |a, b| a - b)
            }
        }
        impl SubAssign<$B> for Matrix {
            fn sub_assign(&mut self, B: $B) {
                axpy(-1.0, B.data(), &mut self.data);
            }
        }
        impl Mul<$B> for f64 {
            type Output = Matrix;
            fn mul(self, B: $B) -> Matrix {
                B.view().map(|b| self * b)
            }
        }
    )+};
}
operators!(Matrix, &Matrix, MatrixView<'_>);

impl Div<f64> for Matrix {
    type Output = Matrix;
    fn div(self, c: f64) -> Matrix {
        self.map(|a| a / c)
    }
}

/// Where row i begins in the data.
#[track_caller]
fn row_start(i: usize, rows: usize, cols: usize) -> usize {
    debug_assert!(i < rows, "row {i} of a {rows}×{cols} matrix");
    i * cols
}

/// Where entry (i, j) stands in the data.
#[track_caller]
fn position((i, j): (usize, usize), rows: usize, cols: usize) -> usize {
    debug_assert!(i < rows && j < cols, "({i}, {j}) in a {rows}×{cols} matrix");
    i * cols + j
}

impl Index<(usize, usize)> for MatrixView<'_> {
    type Output = f64;
    #[track_caller]
    fn index(&self, at: (usize, usize)) -> &f64 {
        &self.data[position(at, self.rows, self.cols)]
    }
}

impl Index<(usize, usize)> for Matrix {
    type Output = f64;
    #[track_caller]
    fn index(&self, at: (usize, usize)) -> &f64 {
        &self.data[position(at, self.rows, self.cols)]
    }
}

impl IndexMut<(usize, usize)> for Matrix {
    #[track_caller]
    fn index_mut(&mut self, at: (usize, usize)) -> &mut f64 {
        &mut self.data[position(at, self.rows, self.cols)]
    }
}
