// Multiple regression by the normal equations, X read once —
// shared_tests/katas/ols_normal_equations/README.md
#include "fast/upper_factor.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
Vector kata::ols(MatrixView X, VectorView y) {
  size_t p = X.cols();
  require(X.rows() >= p, RankDeficient, p, " columns of length ", X.rows(),
          " are dependent");
  // [X y]ᵀ[X y] holds XᵀX and Xᵀy
  auto push = [=](size_t i, PackedRows &B) {
    B.push(X.row(i), y.subspan(i, 1));
  };
  PaddedMatrix G = gram_upper(X, p + 1, push);
  try {
    factor(G, p);
    return back_substituted(G, p);
  } catch (const Refusal &refusal) {
    // XᵀX is positive definite exactly when the columns of X are independent
    throw Refusal(RankDeficient, "the columns are dependent: ", refusal.what());
  }
}
