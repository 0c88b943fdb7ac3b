// The kernel of the fast products: sums of zᵢzᵢᵀ over rows that stream by once.
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstring>
#include <tuple>

#include "matrix.hpp"

namespace kata::fast {

#ifdef __AVX512F__
constexpr size_t W = 8; // numbers that one instruction multiplies
#else
constexpr size_t W = 4;
#endif
typedef double Lane __attribute__((vector_size(8 * W)));

constexpr size_t ROWS = 128; // of a block: a few of its panels fit the L1 cache
constexpr size_t WIDE = 3;   // panels of a tile: W·WIDE sums fit the registers

constexpr size_t panels(size_t cols) { return (cols + W - 1) / W; }

inline Lane lane(const double *x) {
  Lane a;
  std::memcpy(&a, x, sizeof a);
  return a;
}

/// The sum of the numbers of a lane, in pairs.
inline double total(Lane a) {
  double sum[W];
  std::memcpy(sum, &a, sizeof a);
  for (size_t half = W / 2; half > 0; half /= 2)
    for (size_t k = 0; k < half; ++k)
      sum[k] += sum[k + half];
  return sum[0];
}

/// xᵀy, as 4W sums that do not wait for each other.
inline double inner(const double *x, const double *y, size_t n) {
  Lane s[4] = {};
  size_t i = 0;
  for (; i + 4 * W <= n; i += 4 * W)
    for (size_t k = 0; k < 4; ++k)
      s[k] += lane(x + i + k * W) * lane(y + i + k * W);
  for (size_t k = 0; i + W <= n; i += W, ++k)
    s[k] += lane(x + i) * lane(y + i);
  double rest = 0;
  for (; i < n; ++i)
    rest += x[i] * y[i];
  return total((s[0] + s[1]) + (s[2] + s[3])) + rest;
}

/// x += a₀y₀ + … + a₃y₃, where yₖ are rows of length n that follow each other.
inline void add_four(double *x, const double *a, const double *y, size_t n) {
  for (size_t j = 0; j < n; ++j)
    x[j] += (a[0] * y[j] + a[1] * y[n + j]) +
            (a[2] * y[2 * n + j] + a[3] * y[3 * n + j]);
}

/// At most ROWS rows, cut into panels of W columns, in each of which a row
/// follows the other. What lies beyond the last column is 0.
class Block {
public:
  explicit Block(size_t cols)
      : cols_(cols), lanes_(panels(cols) * ROWS), row_(panels(cols)) {}

  size_t rows = 0;
  size_t cols() const { return cols_; }
  Lane *panel(size_t q) { return &lanes_[q * ROWS]; }
  const Lane *panel(size_t q) const { return &lanes_[q * ROWS]; }

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

private:
  size_t cols_;
  std::vector<Lane> lanes_, row_;
};

/// A matrix whose rows are padded with zeros to whole lanes.
class Padded {
public:
  Padded(size_t rows, size_t cols)
      : step_(panels(cols)), lanes_(rows * step_) {}

  size_t step() const { return step_; } // lanes from row to row
  Lane *row(size_t i) { return &lanes_[i * step_]; }
  double &operator()(size_t i, size_t j) {
    return reinterpret_cast<double *>(row(i))[j];
  }

private:
  size_t step_;
  std::vector<Lane> lanes_;
};

/// C += sign · AᵀB for a panel of A and `wide` panels of B with so many rows,
/// the sums in registers. `step` lanes lie between rows of C, `gap` between
/// panels of B. Meanwhile a line per row, from `soon` on, comes from memory.
template <size_t wide>
void tile(size_t rows, const Lane *A, const Lane *B, size_t gap, Lane *C,
          size_t step, double sign, const Lane *soon) {
  const double *a = reinterpret_cast<const double *>(A);
  Lane sum[W][wide] = {};
  for (size_t i = 0; i < rows; ++i) {
    __builtin_prefetch(soon + i, 0, 2);
#pragma GCC unroll 8
    for (size_t r = 0; r < W; ++r)
#pragma GCC unroll 3
      for (size_t s = 0; s < wide; ++s)
        sum[r][s] += a[i * W + r] * B[s * gap + i];
  }
  for (size_t r = 0; r < W; ++r)
    for (size_t s = 0; s < wide; ++s)
      C[r * step + s] += sign * sum[r][s];
}

/// W rows of C += sign · AᵀB for a panel of A and `count` panels of B; the line
/// after the last that was fetched.
inline const Lane *add_product(size_t rows, const Lane *A, const Lane *B,
                               size_t gap, size_t count, Lane *C, size_t step,
                               double sign = 1, const Lane *soon = nullptr) {
  bool fetch = soon;
  for (size_t q = 0; q < count; soon += fetch ? rows : 0) {
    auto multiply = [&]<size_t wide>() {
      tile<wide>(rows, A, B + q * gap, gap, C + q, step, sign,
                 fetch ? soon : A);
      q += wide;
    };
    if (count - q >= WIDE)
      multiply.operator()<WIDE>();
    else if (count - q == 2)
      multiply.operator()<2>();
    else
      multiply.operator()<1>();
  }
  return soon;
}

/// G += sign · BᵀB from panel `first` on, in its upper triangle; `soon` points
/// to what is needed next.
inline void add_gram(const Block &B, Padded &G, double sign = 1,
                     size_t first = 0, const double *soon = nullptr) {
  auto line = reinterpret_cast<const Lane *>(soon);
  for (size_t q = first; q < panels(B.cols()); ++q)
    line =
        add_product(B.rows, B.panel(q), B.panel(q), ROWS, panels(B.cols()) - q,
                    G.row(q * W) + q, G.step(), sign, line);
}

/// The upper triangle of Σᵢ zᵢzᵢᵀ, where push(i, B) appends zᵢ to the block B
/// with the help of row i of X.
template <class F> Padded gram_upper(MatrixView X, size_t cols, F push) {
  size_t n = X.rows();
  Block B(cols);
  Padded G(panels(cols) * W, cols);
  for (size_t i = 0; i < n;) {
    for (B.rows = 0; B.rows < ROWS && i < n; ++i)
      push(i, B);
    add_gram(B, G, 1, 0, i < n ? X.row(i).data() : nullptr);
  }
  return G;
}

/// The symmetric matrix of which G has the upper triangle.
inline Matrix symmetric(Padded &G, size_t n) {
  return {n, n, [&](size_t j, size_t k) { return j < k ? G(j, k) : G(k, j); }};
}

/// G = Σᵢ zᵢzᵢᵀ, as above.
template <class F> Matrix gram_of(MatrixView X, size_t cols, F push) {
  Padded G = gram_upper(X, cols, push);
  return symmetric(G, cols);
}

/// The mean z̄ of rows zᵢ and the upper triangle of Σᵢ (zᵢ − z̄)(zᵢ − z̄)ᵀ, from
/// one pass: each block loses its own mean, and the way from z̄ to that is one
/// row more. Chan, Golub and LeVeque 1983.
template <class F>
std::tuple<Vector, Padded> moments_of(MatrixView X, size_t cols, F push) {
  size_t n = X.rows();
  Block B(cols);
  Padded M(panels(cols) * W, cols), mean(1, cols), way(1, cols);
  for (size_t i = 0; i < n;) {
    double before = i;
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
      way.row(0)[q] = step * std::sqrt(before * B.rows / i);
      mean.row(0)[q] += step * (B.rows / double(i));
    }
    B.push({&way(0, 0), cols});
    add_gram(B, M, 1, 0, i < n ? X.row(i).data() : nullptr);
  }
  return {Vector(&mean(0, 0), &mean(0, 0) + cols), std::move(M)};
}

} // namespace kata::fast
