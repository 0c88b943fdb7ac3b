// The kernel of the fast products: sums of zᵢzᵢᵀ over rows that stream by once.
#pragma once

#include <tuple>

#include "fast/lanes.hpp"

namespace kata::fast {

constexpr size_t ROWS = 128; // of a block: a few of its panels fit the L1 cache
// Lanes from panel to panel; with a power of 2, the parts of a row would be in
// the way of each other in the cache.
constexpr size_t PITCH = ROWS + 1;
constexpr size_t WIDE = 3; // panels of a tile: W·WIDE sums fit the registers

/// A matrix whose rows are padded with zeros to whole lanes.
class Padded {
public:
  Padded(size_t rows, size_t cols)
      : step_(panels(cols)), lanes_(rows * step_) {}

  size_t step() const { return step_; } // lanes from row to row
  Lane *row(size_t i) { return &lanes_[i * step_]; }
  double *data() { return reinterpret_cast<double *>(lanes_.data()); }
  /// Every row becomes x.
  void fill(VectorView x) {
    for (size_t i = 0; i < lanes_.size(); i += step_)
      std::ranges::copy(x, reinterpret_cast<double *>(row(i / step_)));
  }
  double &operator()(size_t i, size_t j) {
    return reinterpret_cast<double *>(row(i))[j];
  }

private:
  size_t step_;
  std::vector<Lane> lanes_;
};

/// At most ROWS rows, cut into panels of W columns, in each of which a row
/// follows the other. What lies beyond the last column is 0.
class Block {
public:
  explicit Block(size_t cols)
      : cols_(cols), lanes_(panels(cols) * PITCH), row_(panels(cols)) {}

  size_t rows = 0;
  size_t cols() const { return cols_; }
  Lane *panel(size_t q) { return &lanes_[q * PITCH]; }
  const Lane *panel(size_t q) const { return &lanes_[q * PITCH]; }

  /// Appends the row that write(z) writes into z.
  template <class F> void push(F write) {
    write(std::span(reinterpret_cast<double *>(row_.data()), cols_));
    for (size_t q = 0; q < row_.size(); ++q)
      panel(q)[rows] = row_[q];
    ++rows;
  }

  /// The first rows of A and no others.
  void take(Padded &A, size_t count) {
    for (rows = 0; rows < count; ++rows)
      for (size_t q = 0; q < A.step(); ++q)
        panel(q)[rows] = A.row(rows)[q];
  }

private:
  size_t cols_;
  std::vector<Lane> lanes_, row_;
};

/// C += sign · AᵀB for `wide` panels of B and W columns of A with so many rows,
/// where a(i, r) is in row i, column r of these; the sums are in registers; a
/// row of C is `step` lanes from the next.
template <size_t wide, class F>
void tile(size_t rows, F a, const Lane *B, Lane *C, size_t step, double sign) {
  Lane sum[W][wide] = {};
  for (size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
    for (size_t r = 0; r < W; ++r)
#pragma GCC unroll 3
      for (size_t s = 0; s < wide; ++s)
        sum[r][s] += a(i, r) * B[s * PITCH + i];
  for (size_t r = 0; r < W; ++r)
    for (size_t s = 0; s < wide; ++s)
      C[r * step + s] += sign * sum[r][s];
}

/// Rows i, i + 1, … of C += sign · AᵀB for W columns of A and the panels of B
/// from `first` on.
template <class F>
void add_columns(F a, const Block &B, size_t first, Padded &C, size_t i,
                 double sign) {
  size_t q = first, end = panels(B.cols());
  for (; q + WIDE <= end; q += WIDE)
    tile<WIDE>(B.rows, a, B.panel(q), C.row(i) + q, C.step(), sign);
  if (end - q == 2)
    tile<2>(B.rows, a, B.panel(q), C.row(i) + q, C.step(), sign);
  if (end - q == 1)
    tile<1>(B.rows, a, B.panel(q), C.row(i) + q, C.step(), sign);
}

/// Rows i, i + 1, … of C += sign · AᵀB for a panel of A and the panels of B
/// from `first` on.
inline void add_product(const Lane *A, const Block &B, size_t first, Padded &C,
                        size_t i, double sign = 1) {
  const double *a = reinterpret_cast<const double *>(A);
  auto entry = [=](size_t i, size_t r) { return a[i * W + r]; };
  add_columns(entry, B, first, C, i, sign);
}

/// G += sign · BᵀB from panel `first` on, in its upper triangle; meanwhile the
/// numbers that are needed next are fetched from memory.
inline void add_gram(const Block &B, Padded &G, double sign = 1,
                     size_t first = 0, VectorView next = {}) {
  size_t end = panels(B.cols()), share = next.size() / (end - first) + 1;
  for (size_t q = first; q < end; ++q) {
    for (size_t k = 0; k < share; k += 64 / sizeof(double))
      __builtin_prefetch(next.data() + (q - first) * share + k, 0, 2);
    add_product(B.panel(q), B, q, G, q * W, sign);
  }
}

/// The symmetric matrix of which G has the upper triangle.
inline Matrix symmetric(Padded &G, size_t n) {
  return {n, n, [&](size_t j, size_t k) { return j < k ? G(j, k) : G(k, j); }};
}

/// G = Σᵢ zᵢzᵢᵀ, where write(i, z) writes zᵢ with the help of row i of X.
template <class F> Matrix gram_of(MatrixView X, size_t cols, F write) {
  size_t n = X.rows();
  Block B(cols);
  Padded G(panels(cols) * W, cols);
  for (size_t i = 0; i < n;) {
    for (B.rows = 0; B.rows < ROWS && i < n; ++i)
      B.push([&](std::span<double> z) { write(i, z); });
    size_t later = std::min(n - i, ROWS) * X.cols();
    add_gram(B, G, 1, 0, X.entries().subspan(i * X.cols(), later));
  }
  return symmetric(G, cols);
}

/// The mean z̄ of rows zᵢ and M = Σᵢ (zᵢ − z̄)(zᵢ − z̄)ᵀ, from one pass: each
/// block loses its own mean, and the way from z̄ to that is one row more.
/// Chan, Golub and LeVeque 1983.
template <class F>
std::tuple<Vector, Matrix> moments_of(MatrixView X, size_t cols, F write) {
  size_t n = X.rows();
  Block B(cols);
  Padded M(panels(cols) * W, cols), mean(1, cols), way(1, cols);
  for (size_t i = 0; i < n;) {
    double before = i;
    for (B.rows = 0; B.rows < ROWS - 1 && i < n; ++i)
      B.push([&](std::span<double> z) { write(i, z); });
    for (size_t q = 0; q < panels(cols); ++q) {
      // z₀ + mean of zᵢ − z₀, so a constant column is centred to exactly 0
      Lane *z = B.panel(q), first = z[0], sum = {};
      for (size_t k = 0; k < B.rows; ++k)
        sum += z[k] - first;
      Lane own = first + sum / double(B.rows);
      for (size_t k = 0; k < B.rows; ++k)
        z[k] -= own;
      Lane step = own - mean.row(0)[q];
      way.row(0)[q] = step * std::sqrt(before * B.rows / i);
      mean.row(0)[q] += step * (B.rows / double(i));
    }
    B.push([&](auto z) { std::copy_n(&way(0, 0), cols, z.begin()); });
    size_t later = std::min(n - i, ROWS) * X.cols();
    add_gram(B, M, 1, 0, X.entries().subspan(i * X.cols(), later));
  }
  return {Vector(&mean(0, 0), &mean(0, 0) + cols), symmetric(M, cols)};
}

} // namespace kata::fast
