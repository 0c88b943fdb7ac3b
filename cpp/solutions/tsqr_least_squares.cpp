// Tall-skinny QR over blocks — shared_tests/katas/tsqr_least_squares/README.md
#include "katas.hpp"

using namespace kata;

/// TᵀT = AᵀA, T upper triangular with tⱼⱼ ≥ 0
Matrix kata::triangle(MatrixView A) {
  // rows of zeros change no length
  size_t q = A.cols(), m = std::max(A.rows(), q);
  Matrix columns(
      q, m, [=](size_t j, size_t i) { return i < A.rows() ? A(i, j) : 0; });
  for (size_t j = 0; j < q; ++j) {
    auto [v, t] = householder(columns.row(j).subspan(j));
    columns(j, j) = t;
    for (size_t k = j + 1; k < q; ++k) {
      auto rest = columns.row(k).subspan(j);
      std::ranges::copy(reflect({v.data(), 1, m - j}, rest), rest.begin());
    }
  }
  // (DT)ᵀ(DT) = TᵀT for every D = diag(±1)
  return {q, q, [&](size_t i, size_t j) {
            double d = columns(i, i) < 0 ? -1 : 1;
            return i <= j ? d * columns(j, i) : 0;
          }};
}

/// TᵀT = T_aᵀT_a + T_bᵀT_b, T upper triangular with tⱼⱼ ≥ 0
Matrix kata::merge_triangles(MatrixView T_a, MatrixView T_b) {
  // the sum is the Gram matrix of [T_a; T_b]
  return triangle(stack(T_a, T_b));
}

/// Rw = z and sse = ρ², where T = [R z; 0 ρ]
std::tuple<Vector, double> kata::solve_triangle(MatrixView T) {
  size_t p = T.rows() - 1;
  Matrix R(p, p, [=](size_t i, size_t j) { return T(i, j); });
  Matrix columns = transpose(T);
  for (size_t j = 0; j < p; ++j) {
    // column j of R is as long as column j of X, and rⱼⱼ of it is new
    VectorView t = columns.row(j);
    double length = std::sqrt(dot(t, t));
    require(std::abs(t[j]) > 1e-12 * length, RankDeficient, "of column ", j,
            ", ", length, " long, only ", t[j], " is new");
  }
  double rho = T(p, p);
  return {back_substitution(R, columns.row(p).first(p)), rho * rho};
}

/// w = argmin ‖Xw − y‖², sse = ‖Xw − y‖², from the triangles of blocks of [X y]
std::tuple<Vector, double> kata::tsqr_ls(MatrixView X, VectorView y,
                                         IndexView offsets) {
  require(offsets.front() == 0 && offsets.back() == std::ssize(y) &&
              std::ranges::is_sorted(offsets),
          InvalidParameter, "offsets must rise from 0 to ", y.size());
  size_t p = X.cols();
  Matrix T(p + 1, p + 1);
  for (size_t k = 1; k < offsets.size(); ++k) {
    size_t begin = size_t(offsets[k - 1]), end = size_t(offsets[k]);
    Matrix block(end - begin, p + 1, [=](size_t i, size_t j) {
      return j < p ? X(begin + i, j) : y[begin + i];
    });
    T = merge_triangles(T, triangle(block));
  }
  // [X y] = QT: ‖Xw − y‖² = ‖T(w, −1)‖² = ‖Rw − z‖² + ρ²
  return solve_triangle(T);
}
