// Multiple regression by the normal equations —
// shared_tests/katas/ols_normal_equations/README.md
#include "katas.hpp"

using namespace kata;

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
Vector kata::ols(MatrixView X, VectorView y) {
  require(X.rows() >= X.cols(), RankDeficient, X.cols(), " columns of length ",
          X.rows(), " are dependent");
  // ∇ ½‖Xw − y‖² = Xᵀ(Xw − y) = 0
  try {
    return cholesky_solve(gram(X), rmatvec(X, y));
  } catch (const Refusal &refusal) {
    // XᵀX is positive definite exactly when the columns of X are independent
    throw Refusal(RankDeficient, "the columns are dependent: ", refusal.what());
  }
}

/// ŷ = X w
Vector kata::predict(MatrixView X, VectorView w) {
  // ŷᵢ is row i of X times w
  return matvec(X, w);
}
