// The best-fit line — shared_tests/katas/simple_linear_regression/README.md
#include "katas.hpp"

using namespace kata;

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
std::tuple<double, double, double> kata::fit_line(VectorView x, VectorView y) {
  auto [low, high] = std::ranges::minmax(x);
  require(high - low > 1e-12 * std::max(high, -low), RankDeficient,
          "every x is ", low, ", up to rounding: the slope is free");
  if (std::ranges::min(y) == std::ranges::max(y))
    return {0, y[0], 1};
  // ∂/∂intercept = 0: the line passes through (x̄, ȳ)
  auto [x_mean, x_var] = mean_var(x, 0);
  auto [y_mean, y_var] = mean_var(y, 0);
  // ∂/∂slope = 0: slope · Σ (xᵢ − x̄)² = Σ (xᵢ − x̄)(yᵢ − ȳ)
  double xy_cov = dot(x - x_mean, y - y_mean) / x.size();
  double slope = xy_cov / x_var;
  // SSE = SST − slope · Σ (xᵢ − x̄)(yᵢ − ȳ)
  return {slope, y_mean - slope * x_mean, slope * xy_cov / y_var};
}

/// ŷᵢ = intercept + slope · xᵢ
Vector kata::predict_line(double slope, double intercept, VectorView x) {
  return slope * x + intercept;
}
