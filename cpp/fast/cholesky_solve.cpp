// Triangular solves and a blocked Cholesky —
// shared_tests/katas/cholesky_solve/README.md
#include "fast/upper_factor.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// [Lᵀ z] with A = L Lᵀ and L z = b: rows are contiguous.
static PaddedMatrix upper_factor(MatrixView A, VectorView b) {
  size_t n = A.rows(), strip = 4 * W;
  PaddedMatrix U(n, n + 1);
  for (size_t left = 0; left < n; left += strip) // of A stays in the cache
    for (size_t i = left; i < n; ++i)
      for (size_t j = left; j < std::min(left + strip, i + 1); ++j)
        U(j, i) = A(i, j);
  for (size_t i = 0; i < b.size(); ++i)
    U(i, n) = b[i];
  factor(U, n);
  return U;
}

/// A = L Lᵀ
Matrix kata::cholesky(MatrixView A) {
  PaddedMatrix U = upper_factor(A, {});
  return Matrix(A.rows(), A.rows(),
                [&](size_t i, size_t j) { return j <= i ? U(j, i) : 0; });
}

/// A x = b
Vector kata::cholesky_solve(MatrixView A, VectorView b) {
  // A = L Lᵀ, so L z = b and Lᵀ x = z
  PaddedMatrix U = upper_factor(A, b);
  return back_substituted(U, b.size());
}
