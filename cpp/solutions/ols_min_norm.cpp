// Least squares of least norm — shared_tests/katas/ols_min_norm/README.md
#include "katas.hpp"

using namespace kata;

/// w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀
std::tuple<Vector, int64_t> kata::min_norm_ls(MatrixView X, VectorView y,
                                              double rcond) {
  require(rcond >= 0 && rcond < 1, InvalidParameter, "rcond is ", rcond,
          ", it must be in [0, 1)");
  bool wide = X.rows() < X.cols();
  auto [U, s, V, _] = svd(wide ? transpose(X) : Matrix(X));
  if (wide)
    // Xᵀ = V diag(s) Uᵀ
    std::swap(U, V);
  // with α = Vᵀw: ‖y − Xw‖² = Σⱼ (uⱼᵀy − sⱼαⱼ)² + constant, and ‖w‖ = ‖α‖ is
  // least where αⱼ = 0 for sⱼ = 0
  double least = rcond * s[0];
  auto alpha = [=](double c, double sj) { return sj > least ? c / sj : 0; };
  auto kept = [=](double sj) { return sj > least; };
  return {matvec(V, map(rmatvec(U, y), s, alpha)),
          std::ranges::count_if(s, kept)};
}

/// P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ
Matrix kata::pinv(MatrixView A, double rcond) {
  require(rcond >= 0 && rcond < 1, InvalidParameter, "rcond is ", rcond,
          ", it must be in [0, 1)");
  if (A.rows() < A.cols())
    // A⁺ᵀ = Aᵀ⁺
    return transpose(pinv(transpose(A), rcond));
  auto [U, s, V, _] = svd(A);
  double least = rcond * s[0];
  auto divided = [=](double v, double sj) { return sj > least ? v / sj : 0; };
  return matmul(map(V, s, divided), transpose(U));
}
