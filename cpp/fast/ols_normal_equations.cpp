// Multiple regression by the normal equations, X read once —
// shared_tests/katas/ols_normal_equations/README.md
#include "fast/products.hpp"
#include "katas.hpp"

using namespace kata;

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
Vector kata::ols(MatrixView X, VectorView y) {
  size_t p = X.cols();
  require(X.rows() >= p, RankDeficient, p, " columns of length ", X.rows(),
          " are dependent");
  // [X y]ᵀ[X y] holds XᵀX and Xᵀy
  Matrix G = fast::gram_of(X, p + 1, [=](size_t i, fast::Block &B) {
    B.push(X.row(i), y.subspan(i, 1));
  });
  Matrix XtX(p, p, [&](size_t j, size_t k) { return G(j, k); });
  try {
    return cholesky_solve(XtX, G.row(p).first(p));
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
