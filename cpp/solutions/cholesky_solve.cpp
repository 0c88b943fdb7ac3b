// Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md
#include "katas.hpp"

using namespace kata;

/// L x = b
Vector kata::forward_substitution(MatrixView L, VectorView b) {
  Vector x;
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

/// A = L Lᵀ
Matrix kata::cholesky(MatrixView A) {
  size_t n = A.rows();
  Matrix L(n, n);
  for (size_t j = 0; j < n; ++j) {
    // dⱼ = aⱼⱼ − Σ_{k<j} lⱼₖ², the pivot
    VectorView l = L.row(j).first(j);
    double d = A(j, j) - dot(l, l);
    require(A(j, j) > 0 && d > 1e-12 * A(j, j), NotPositiveDefinite, "pivot ",
            j, " is ", d, ", its diagonal entry ", A(j, j));
    // aᵢⱼ = Σ_{k<j} lᵢₖ lⱼₖ + lᵢⱼ lⱼⱼ
    L(j, j) = std::sqrt(d);
    for (size_t i = j + 1; i < n; ++i)
      L(i, j) = (A(i, j) - dot(L.row(i).first(j), l)) / L(j, j);
  }
  return L;
}

/// A x = b
Vector kata::cholesky_solve(MatrixView A, VectorView b) {
  // A = L Lᵀ, so L y = b and Lᵀ x = y
  Matrix L = cholesky(A);
  return back_substitution(transpose(L), forward_substitution(L, b));
}
