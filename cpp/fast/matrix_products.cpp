// Dot, matrix–vector, matrix–matrix, Gram, at the speed of the machine —
// shared_tests/katas/matrix_products/README.md
#include "fast/products.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// s = Σᵢ xᵢ yᵢ
double kata::dot(VectorView x, VectorView y) {
  return inner(x.data(), y.data(), x.size());
}

/// x = Aᵀ y
Vector kata::rmatvec(MatrixView A, VectorView y) {
  // x = Σᵢ yᵢ (row i of A), four rows at a time
  size_t m = A.rows(), n = A.cols(), i = 0;
  Vector x(n);
  for (; i + 4 <= m; i += 4)
    add_four(x.data(), &y[i], A.row(i).data(), n);
  for (; i < m; ++i)
    for (size_t j = 0; j < n; ++j)
      x[j] += y[i] * A(i, j);
  return x;
}

/// C = A B
Matrix kata::matmul(MatrixView A, MatrixView B) {
  // C = Σ (columns of A)(rows of B): ROWS of B at a time, with which go W rows
  // of A after the other
  size_t m = A.rows(), n = B.cols();
  PaddedMatrix C(m, n);
  PackedRows rows(n), strip(W);
  for (size_t l = 0; l < A.cols(); l += ROWS) {
    size_t depth = std::min(ROWS, A.cols() - l);
    for (rows.rows = 0; rows.rows < depth;)
      rows.push(B.row(l + rows.rows));
    for (size_t i = 0; i < m; i += W) {
      for (strip.rows = 0; strip.rows < depth;)
        strip.push([&](std::span<double> z) {
          for (size_t r = 0; r < W; ++r)
            z[r] = i + r < m ? A(i + r, l + strip.rows) : 0;
        });
      add_product(depth, strip.panel(0), rows.panel(0), PITCH, C.step(),
                  C.row(i), C.step());
    }
  }
  return Matrix(m, n, [&](size_t i, size_t j) { return C(i, j); });
}

/// G = XᵀX
Matrix kata::gram(MatrixView X) {
  auto push = [=](size_t i, PackedRows &B) { B.push(X.row(i)); };
  PaddedMatrix G = gram_upper(X, X.cols(), push);
  return Matrix(X.cols(), X.cols(),
                [&](size_t j, size_t k) { return j < k ? G(j, k) : G(k, j); });
}
