// The kernel of the fast products: sums of zᵢzᵢᵀ over rows that stream by once.
#pragma once

#include <cassert>
#include <concepts>
#include <tuple>

#include "fast/lanes.hpp"

namespace kata::fast {

constexpr size_t ROWS = 128; // of a block: a few of its panels fit the L1 cache
// Lanes from panel to panel; with a power of 2, the parts of a row would be in
// the way of each other in the cache.
constexpr size_t PITCH = ROWS + 1;
constexpr size_t WIDE = 3; // panels of a tile: W·WIDE sums fit the registers

/// A rows×cols matrix, padded with zeros to whole lanes in both directions: a
/// tile that begins within it ends within it.
class PaddedMatrix {
public:
  PaddedMatrix(size_t rows, size_t cols)
      : height_(panels(rows)), step_(panels(cols)),
        lanes_(height_ * W * step_) {}

  size_t height() const { return height_; } // panels of W rows
  size_t step() const { return step_; }     // lanes from row to row
  Lane *row(size_t i) {
    assert(i < height_ * W);
    return &lanes_[i * step_];
  }
  double *data() { return reinterpret_cast<double *>(lanes_.data()); }
  /// Every row becomes x.
  void fill(VectorView x) {
    for (size_t i = 0; i < lanes_.size(); i += step_)
      std::ranges::copy(x, reinterpret_cast<double *>(row(i / step_)));
  }
  double &operator()(size_t i, size_t j) {
    assert(j < step_ * W);
    return reinterpret_cast<double *>(row(i))[j];
  }

private:
  size_t height_, step_;
  std::vector<Lane> lanes_;
};

/// At most ROWS rows, cut into panels of W columns, in each of which a row
/// follows the other. What lies beyond the last column is 0.
class PackedRows {
public:
  explicit PackedRows(size_t cols)
      : cols_(cols), lanes_(panels(cols) * PITCH), row_(panels(cols)) {}

  size_t rows = 0;
  size_t cols() const { return cols_; }
  Lane *panel(size_t q) { return &lanes_[q * PITCH]; }
  const Lane *panel(size_t q) const { return &lanes_[q * PITCH]; }

  /// Appends the row [x rest].
  void push(VectorView x, VectorView rest = {}) {
    size_t j = 0;
    for (; j + W <= x.size(); j += W)
      panel(j / W)[rows] = lane(&x[j]);
    for (; j < cols_; ++j)
      panel(j / W)[rows][j % W] = j < x.size() ? x[j] : rest[j - x.size()];
    ++rows;
  }

  /// Appends the row that write(z) writes into z.
  template <std::invocable<std::span<double>> F> void push(F write) {
    write(std::span(reinterpret_cast<double *>(row_.data()), cols_));
    for (size_t q = 0; q < row_.size(); ++q)
      panel(q)[rows] = row_[q];
    ++rows;
  }

  /// The first rows of A and no others.
  void take(PaddedMatrix &A, size_t count) {
    for (rows = 0; rows < count; ++rows)
      for (size_t q = 0; q < A.step(); ++q)
        panel(q)[rows] = A.row(rows)[q];
  }

private:
  size_t cols_;
  std::vector<Lane> lanes_, row_;
};

/// C += sign · AᵀB for `wide` panels of B and W columns of A with so many rows,
/// where a(i, r) is in row i, column r of these; the sums are in registers.
/// `gap` lanes lie between panels of B, `step` between rows of C. Meanwhile a
/// line per row, from `soon` on, comes from memory.
template <size_t wide, class F>
void tile(size_t rows, F a, const Lane *B, size_t gap, Lane *C, size_t step,
          double sign, const Lane *soon) {
  Lane sum[W][wide] = {};
  for (size_t i = 0; i < rows; ++i) {
    __builtin_prefetch(soon + i, 0, 2);
#pragma GCC unroll 8
    for (size_t r = 0; r < W; ++r)
#pragma GCC unroll 3
      for (size_t s = 0; s < wide; ++s)
        sum[r][s] += a(i, r) * B[s * gap + i];
  }
  for (size_t r = 0; r < W; ++r)
    for (size_t s = 0; s < wide; ++s)
      C[r * step + s] += sign * sum[r][s];
}

/// W rows of C += sign · AᵀB for W columns of A and `count` panels of B, three
/// panels at a time; the line after the last that was fetched.
template <class F>
const Lane *add_columns(size_t rows, F a, const Lane *B, size_t gap,
                        size_t count, Lane *C, size_t step, double sign = 1,
                        const Lane *soon = nullptr) {
  bool fetch = soon;
  for (size_t q = 0; q < count; q += WIDE, soon += fetch ? rows : 0) {
    const Lane *b = B + q * gap, *line = fetch ? soon : b;
    if (count - q >= WIDE)
      tile<WIDE>(rows, a, b, gap, C + q, step, sign, line);
    else if (count - q == 2)
      tile<2>(rows, a, b, gap, C + q, step, sign, line);
    else
      tile<1>(rows, a, b, gap, C + q, step, sign, line);
  }
  return soon;
}

/// The same for a panel of A.
inline const Lane *add_product(size_t rows, const Lane *A, const Lane *B,
                               size_t gap, size_t count, Lane *C, size_t step,
                               double sign = 1, const Lane *soon = nullptr) {
  const double *a = reinterpret_cast<const double *>(A);
  auto entry = [=](size_t i, size_t r) { return a[i * W + r]; };
  return add_columns(rows, entry, B, gap, count, C, step, sign, soon);
}

/// G += sign · BᵀB from panel `first` on, in the upper triangle of the rows
/// that G has; `soon` points to what is needed next.
inline void add_gram(const PackedRows &B, PaddedMatrix &G, double sign = 1,
                     size_t first = 0, const double *soon = nullptr) {
  auto line = reinterpret_cast<const Lane *>(soon);
  for (size_t q = first; q < std::min(panels(B.cols()), G.height()); ++q)
    line =
        add_product(B.rows, B.panel(q), B.panel(q), PITCH, panels(B.cols()) - q,
                    G.row(q * W) + q, G.step(), sign, line);
}

/// The upper triangle of Σᵢ zᵢzᵢᵀ, where push(i, B) appends zᵢ to the block B
/// with the help of row i of X.
template <class F> PaddedMatrix gram_upper(MatrixView X, size_t cols, F push) {
  size_t n = X.rows();
  PackedRows B(cols);
  PaddedMatrix G(cols, cols);
  for (size_t i = 0; i < n;) {
    for (B.rows = 0; B.rows < ROWS && i < n; ++i)
      push(i, B);
    add_gram(B, G, 1, 0, i < n ? X.row(i).data() : nullptr);
  }
  return G;
}

/// The mean z̄ of rows zᵢ and the upper triangle of Σᵢ (zᵢ − z̄)(zᵢ − z̄)ᵀ, from
/// one pass: each block loses its own mean, and the way from z̄ to that is one
/// row more. Chan, Golub and LeVeque 1983.
template <class F>
std::tuple<Vector, PaddedMatrix> moments_of(MatrixView X, size_t cols, F push) {
  size_t n = X.rows();
  PackedRows B(cols);
  PaddedMatrix M(cols, cols), mean(1, cols), way(1, cols);
  for (size_t i = 0; i < n;) {
    double before = double(i);
    for (B.rows = 0; B.rows < ROWS - 1 && i < n; ++i)
      push(i, B);
    for (size_t q = 0; q < panels(cols); ++q) {
      // z₀ + mean of zᵢ − z₀, so a constant column is centred to exactly 0
      Lane *z = B.panel(q), first = z[0], sum = {};
      for (size_t k = 0; k < B.rows; ++k)
        sum += z[k] - first;
      Lane own = first + sum / double(B.rows);
      for (size_t k = 0; k < B.rows; ++k)
        z[k] -= own;
      Lane step = own - mean.row(0)[q];
      way.row(0)[q] = step * std::sqrt(before * double(B.rows) / double(i));
      mean.row(0)[q] += step * (double(B.rows) / double(i));
    }
    B.push({&way(0, 0), cols});
    add_gram(B, M, 1, 0, i < n ? X.row(i).data() : nullptr);
  }
  return {Vector(&mean(0, 0), &mean(0, 0) + cols), std::move(M)};
}

} // namespace kata::fast
