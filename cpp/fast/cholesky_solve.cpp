// Triangular solves and a blocked Cholesky —
// shared_tests/katas/cholesky_solve/README.md
#include "fast/products.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// L x = b
Vector kata::forward_substitution(MatrixView L, VectorView b) {
  Vector x;
  x.reserve(b.size());
  for (size_t i = 0; i < b.size(); ++i) {
    require(L(i, i) != 0, RankDeficient, "diagonal entry ", i, " of L is 0");
    // Σ_{k<i} lᵢₖ xₖ + lᵢᵢ xᵢ = bᵢ
    x.push_back((b[i] - dot(L.row(i).first(i), x)) / L(i, i));
  }
  return x;
}

/// U x = b
Vector kata::back_substitution(MatrixView U, VectorView b) {
  Vector x(b.size());
  for (size_t i = b.size(); i-- > 0;) {
    require(U(i, i) != 0, RankDeficient, "diagonal entry ", i, " of U is 0");
    // uᵢᵢ xᵢ + Σ_{k>i} uᵢₖ xₖ = bᵢ
    auto later = VectorView(x).subspan(i + 1);
    x[i] = (b[i] - dot(U.row(i).subspan(i + 1), later)) / U(i, i);
  }
  return x;
}

/// U = Lᵀ with A = L Lᵀ: its rows are contiguous.
static Padded upper_factor(MatrixView A) {
  size_t n = A.rows();
  constexpr size_t DEEP = 4 * W; // rows of a block
  Padded U(panels(n) * W, n);
  for (size_t left = 0; left < n;
       left += DEEP) // a strip of A stays in the cache
    for (size_t i = left; i < n; ++i)
      for (size_t j = left; j < std::min(left + DEEP, i + 1); ++j)
        U(j, i) = A(i, j);
  Block B(n);
  for (size_t top = 0; top < n; top += DEEP) {
    size_t end = std::min(top + DEEP, n);
    for (size_t j = top; j < end; ++j) {
      // dⱼ = aⱼⱼ − Σ_{k<j} uₖⱼ², the pivot
      double d = U(j, j), a = A(j, j);
      require(a > 0 && d > 1e-12 * a, NotPositiveDefinite, "pivot ", j, " is ",
              d, ", its diagonal entry ", a);
      double root = std::sqrt(d);
      for (size_t q = j / W; q < U.step(); ++q)
        U.row(j)[q] /= root;
      // the rows of this block that follow lose what row j explains
      for (size_t i = j + 1; i < end; ++i) {
        double u = U(j, i);
        for (size_t q = i / W; q < U.step(); ++q)
          U.row(i)[q] -= u * U.row(j)[q];
      }
    }
    // A₂₂ − U₁₂ᵀU₁₂ is left for the blocks that follow
    for (B.rows = 0; B.rows < end - top; ++B.rows)
      for (size_t q = end / W; q < U.step(); ++q)
        B.panel(q)[B.rows] = U.row(top + B.rows)[q];
    if (end < n)
      add_gram(B, U, -1, end / W);
  }
  return U;
}

/// A = L Lᵀ
Matrix kata::cholesky(MatrixView A) {
  Padded U = upper_factor(A);
  return Matrix(A.rows(), A.rows(),
                [&](size_t i, size_t j) { return j <= i ? U(j, i) : 0; });
}

/// A x = b
Vector kata::cholesky_solve(MatrixView A, VectorView b) {
  // A = UᵀU, so Uᵀy = b and U x = y
  Padded U = upper_factor(A);
  size_t n = b.size();
  Vector x(b.begin(), b.end());
  for (size_t i = 0; i < n; ++i) {
    x[i] /= U(i, i);
    axpy(-x[i], {&U(i, 0) + i + 1, n - i - 1}, std::span(x).subspan(i + 1));
  }
  for (size_t i = n; i-- > 0;)
    x[i] = (x[i] - inner(&U(i, 0) + i + 1, &x[i] + 1, n - i - 1)) / U(i, i);
  return x;
}
