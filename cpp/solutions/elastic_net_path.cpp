// Elastic net along a warm-started λ path —
// shared_tests/katas/elastic_net_path/README.md
#include "katas.hpp"

using namespace kata;

/// λᵢ = λ₀ ratio^(i/(k−1)), i = 0 … k−1, where λ₀ = ‖Xᵀy‖∞ / nα, centred
Vector kata::lambda_grid(MatrixView X, VectorView y, double alpha, int64_t k,
                         double ratio, bool fit_intercept) {
  require(alpha > 0 && alpha <= 1 && k >= 1 && ratio > 0 && ratio < 1,
          InvalidParameter, "alpha, k, ratio are ", alpha, ", ", k, ", ",
          ratio);
  // w = 0 is the minimiser while ‖Xᵀy‖∞/n ≤ λα: the square has no slope there
  double first = lasso_lambda_max(X, y, fit_intercept) / alpha;
  Vector lambdas(k, first);
  for (int64_t i = 1; i < k; ++i)
    lambdas[i] = first * std::pow(ratio, double(i) / double(k - 1));
  return lambdas;
}

/// Wᵢ, bᵢ = argmin (1/2n)‖y − b − Xw‖² + λᵢ(α‖w‖₁ + ½(1−α)‖w‖²)
std::tuple<Matrix, Vector>
kata::elastic_net_path(MatrixView X, VectorView y, VectorView lambdas,
                       double alpha, bool fit_intercept, double tol,
                       int64_t max_sweeps) {
  double least = std::ranges::min(lambdas);
  require(least > 0 && alpha > 0 && alpha <= 1, InvalidParameter, "lambda ",
          least, ", alpha ", alpha);
  require(tol >= 0 && max_sweeps >= 1, InvalidParameter, "tol is ", tol,
          ", max_sweeps is ", max_sweeps);
  if (fit_intercept) {
    // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
    auto [Xc, yc, x_mean, y_mean] = center(X, y);
    auto [W, _] =
        elastic_net_path(Xc, yc, lambdas, alpha, false, tol, max_sweeps);
    return {W, -1 * matvec(W, x_mean) + y_mean};
  }
  const Matrix columns = transpose(X);
  double n = double(y.size()), small = tol * std::sqrt(dot(y, y) / n);
  Matrix W(lambdas.size(), X.cols());
  Vector w(X.cols()), r(y.begin(), y.end());
  for (size_t i = 0; i < lambdas.size(); ++i) {
    // w and r = y − Xw go on from where the last λ left them
    double lam = lambdas[i], largest = HUGE_VAL;
    for (int64_t sweep = 0; largest > small; ++sweep) {
      require(sweep != max_sweeps, NotConverged, "a step of ", largest,
              " after ", max_sweeps, " sweeps");
      largest = 0;
      for (size_t j = 0; j < w.size(); ++j) {
        // of wⱼ alone, J = ½(aⱼ + λ(1−α))wⱼ² − ρwⱼ + λα|wⱼ| + const
        VectorView x = columns.row(j);
        double a = dot(x, x) / n, rho = dot(x, r) / n + a * w[j];
        double z = soft_threshold({&rho, 1}, lam * alpha)[0];
        double moved = a > 0 ? z / (a + lam * (1 - alpha)) - w[j] : 0;
        axpy(-moved, x, r);
        w[j] += moved;
        largest = std::max(largest, std::sqrt(a) * std::abs(moved));
      }
    }
    std::ranges::copy(w, W.row(i).begin());
  }
  return {std::move(W), Vector(lambdas.size())};
}
