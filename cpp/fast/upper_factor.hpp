// A blocked Cholesky factorisation of an upper triangle, in place.
#pragma once

#include "fast/products.hpp"
#include "refusals.hpp"

namespace kata::fast {

/// A = UᵀU, where the first n rows of U hold the upper triangle of A at first.
/// A further column b beside A becomes z with Uᵀz = b.
inline void factor(PaddedMatrix &U, size_t n) {
  constexpr size_t DEEP = 4 * W; // rows of a block
  Vector diagonal(n);
  for (size_t j = 0; j < n; ++j)
    diagonal[j] = U(j, j);
  PackedRows B(U.step() * W);
  for (size_t top = 0; top < n; top += DEEP) {
    size_t end = std::min(top + DEEP, n);
    for (size_t j = top; j < end; ++j) {
      // dⱼ = aⱼⱼ − Σ_{k<j} uₖⱼ², the pivot
      double d = U(j, j), a = diagonal[j];
      require(a > 0 && d > 1e-12 * a, NotPositiveDefinite, "pivot ", j, " is ",
              d, ", its diagonal entry ", a);
      for (size_t q = j / W; q < U.step(); ++q)
        U.row(j)[q] *= 1 / std::sqrt(d);
      // the rows of this block that follow lose what row j explains
      for (size_t i = j + 1; i < end; ++i) {
        double u = U(j, i);
        for (size_t q = i / W; q < U.step(); ++q)
          U.row(i)[q] -= u * U.row(j)[q];
      }
    }
    // A₂₂ − U₁₂ᵀU₁₂, a Gram matrix, is left for the blocks that follow
    for (B.rows = 0; B.rows < end - top; ++B.rows)
      for (size_t q = end / W; q < U.step(); ++q)
        B.panel(q)[B.rows] = U.row(top + B.rows)[q];
    if (end < n)
      add_gram(B, U, -1, end / W);
  }
}

/// U x = z, where z is column n of U.
inline Vector back_substituted(PaddedMatrix &U, size_t n) {
  Vector x(n);
  for (size_t i = n; i-- > 0;)
    x[i] = (U(i, n) - inner(&U(i, 0) + i + 1, &x[i] + 1, n - i - 1)) / U(i, i);
  return x;
}

} // namespace kata::fast
