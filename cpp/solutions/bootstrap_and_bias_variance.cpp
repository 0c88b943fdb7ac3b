// Resampling, and bias² + variance —
// shared_tests/katas/bootstrap_and_bias_variance/README.md
#include "katas.hpp"

using namespace kata;

static double quantile(VectorView sorted, double q) {
  // sorted[k] is the quantile k/(B − 1); between two of them it is linear
  double position = q * double(sorted.size() - 1);
  size_t k = std::min(size_t(position), sorted.size() - 2);
  return std::lerp(sorted[k], sorted[k + 1], position - double(k));
}

/// Wᵣ = ols of the rows in stretch r of indices; se = sd, bounds = quantiles
std::tuple<Matrix, Vector, Vector, Vector>
kata::bootstrap_ols(MatrixView X, VectorView y, IndexView indices,
                    double level) {
  size_t n = X.rows(), p = X.cols(), B = indices.size() / n;
  require(B >= 2 && indices.size() == B * n, InvalidParameter, indices.size(),
          " indices are not at least twice ", n);
  auto [least, most] = std::ranges::minmax(indices);
  require(least >= 0 && most < int64_t(n), InvalidParameter, "indices from ",
          least, " to ", most, " for ", n, " rows");
  require(level > 0 && level < 1, InvalidParameter, "level is ", level,
          ", not in (0, 1)");
  Matrix W(B, p);
  for (size_t r = 0; r < B; ++r) {
    // a row of X and its y stay together
    auto rows = indices.subspan(r * n, n);
    Matrix A(n, p, [&](size_t i, size_t j) { return X(rows[i], j); });
    Vector t;
    for (int64_t row : rows)
      t.push_back(y[row]);
    std::ranges::copy(ols(A, t), W.row(r).begin());
  }
  Vector se, lower, upper;
  Matrix columns = transpose(W);
  for (size_t j = 0; j < p; ++j) {
    std::span w = columns.row(j);
    se.push_back(std::sqrt(std::get<1>(mean_var(w, 1))));
    std::ranges::sort(w);
    lower.push_back(quantile(w, (1 - level) / 2));
    upper.push_back(quantile(w, (1 + level) / 2));
  }
  return {W, se, lower, upper};
}

/// F = X·ols(X, Y): mean (F̄ − f)², mean (F − F̄)², mean (F − f)²
std::tuple<double, double, double>
kata::bias_variance(MatrixView X, VectorView f, MatrixView Y) {
  size_t n = Y.rows(), R = Y.cols();
  Matrix columns = transpose(Y), F(R, n);
  for (size_t r = 0; r < R; ++r)
    std::ranges::copy(predict(X, ols(X, columns.row(r))), F.row(r).begin());
  // the mean over the repetitions, for every row of X
  Vector mean = rmatvec(F, Vector(R, 1 / double(R))), bias = mean - f;
  auto mean_square = [](VectorView x) { return dot(x, x) / double(x.size()); };
  Matrix spread = F - mean, error = F - f;
  // (F − f)² = (F − F̄)² + 2(F − F̄)(F̄ − f) + (F̄ − f)², and F − F̄ averages to 0
  return {mean_square(bias), mean_square(spread.entries()),
          mean_square(error.entries())};
}
