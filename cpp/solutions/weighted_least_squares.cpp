// Observations with weights —
// shared_tests/katas/weighted_least_squares/README.md
#include "katas.hpp"

using namespace kata;

/// w = argmin ½ Σ vᵢ(xᵢᵀw − yᵢ)², sse = Σ vᵢrᵢ² with r = y − Xw
std::tuple<Vector, double> kata::wls(MatrixView X, VectorView y, VectorView v) {
  double least = std::ranges::min(v);
  require(least >= 0, InvalidParameter, "a weight is ", least, ", below 0");
  // a row of weight 0 says nothing
  auto n = v.size() - size_t(std::ranges::count(v, 0.0)), p = X.cols();
  require(n >= p, RankDeficient, n, " rows have weight, for ", p,
          " coefficients");
  // vᵢrᵢ² = (√vᵢrᵢ)²: least squares for the rows √vᵢxᵢ and √vᵢyᵢ
  Vector s = map(v, [](double vi) { return std::sqrt(vi); });
  auto entry = [&](size_t i, size_t j) { return s[i] * X(i, j); };
  Vector w = ols(Matrix(X.rows(), p, entry), map(s, y, std::multiplies{}));
  Vector r = y - predict(X, w);
  return {w, dot(v, map(r, r, std::multiplies{}))};
}
