// Least squares of least norm — shared_tests/katas/ols_min_norm/README.md
#include "katas.hpp"

using namespace kata;

/// w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀
std::tuple<Vector, int64_t> kata::min_norm_ls(MatrixView X, VectorView y,
                                              double rcond) {
  require(rcond >= 0 && rcond < 1, InvalidParameter, "rcond is ", rcond);
  bool wide = X.rows() < X.cols();
  auto [U, s, V, _] = svd(wide ? transpose(X) : Matrix(X));
  if (wide)
    // Xᵀ = V diag(s) Uᵀ
    std::swap(U, V);
  // with α = Vᵀw: ‖y − Xw‖² = Σⱼ (uⱼᵀy − sⱼαⱼ)² + constant, and ‖w‖ = ‖α‖ is
  // least where αⱼ = 0 for sⱼ = 0
  Vector alpha = rmatvec(U, y);
  int64_t rank = 0;
  for (size_t j = 0; j < s.size(); ++j) {
    bool kept = s[j] > rcond * s[0];
    alpha[j] = kept ? alpha[j] / s[j] : 0;
    rank += kept;
  }
  return {matvec(V, alpha), rank};
}

/// P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ
Matrix kata::pinv(MatrixView A, double rcond) {
  require(rcond >= 0 && rcond < 1, InvalidParameter, "rcond is ", rcond);
  if (A.rows() < A.cols())
    // A⁺ᵀ = Aᵀ⁺
    return transpose(pinv(transpose(A), rcond));
  auto [U, s, V, _] = svd(A);
  for (size_t k = 0; k < V.rows(); ++k)
    for (size_t j = 0; j < s.size(); ++j)
      V(k, j) = s[j] > rcond * s[0] ? V(k, j) / s[j] : 0;
  return matmul(V, transpose(U));
}
