// The best-fit line — shared_tests/katas/simple_linear_regression/README.md
#include "katas.hpp"

using namespace kata;

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
std::tuple<double, double, double> kata::fit_line(VectorView x, VectorView y) {
  auto [low, high] = std::ranges::minmax(x);
  // numbers within four units of their last place may be one number, rounded
  require(high - low > 0x1p-50 * std::max(high, -low), RankDeficient,
          "every x is ", low, ", up to rounding: the slope is free");
  if (std::ranges::min(y) == std::ranges::max(y))
    return {0, y[0], 1};
  // u = x − x₀ is known to ε times the spread of x, while x̄ is known to εx̄ only
  Vector u = x - x[0], v = y - y[0];
  auto [u_mean, u_var] = mean_var(u, 0);
  auto [v_mean, v_var] = mean_var(v, 0);
  // ∂/∂slope = 0: slope · Σ (uᵢ − ū)² = Σ (uᵢ − ū)(vᵢ − v̄)
  double uv_cov = dot(u - u_mean, v - v_mean) / double(x.size());
  double slope = uv_cov / u_var;
  // ∂/∂intercept = 0: the line passes through (x̄, ȳ) = (x₀ + ū, y₀ + v̄)
  double intercept = y[0] + v_mean - slope * (x[0] + u_mean);
  // SSE = SST − slope · Σ (uᵢ − ū)(vᵢ − v̄)
  return {slope, intercept, slope * uv_cov / v_var};
}

/// ŷᵢ = intercept + slope · xᵢ
Vector kata::predict_line(double slope, double intercept, VectorView x) {
  return slope * x + intercept;
}
