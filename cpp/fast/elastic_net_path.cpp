// Elastic net along a warm-started λ path, on XᵀX of a working set —
// shared_tests/katas/elastic_net_path/README.md
#include "fast/active_set.hpp"
#include "katas.hpp"

using namespace kata;

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
  // w goes on from where the last λ left it
  fast::ActiveSetSolver fit(X, y, fit_intercept);
  Matrix W(lambdas.size(), X.cols());
  Vector b(lambdas.size());
  for (size_t i = 0; i < lambdas.size(); ++i) {
    double l1 = lambdas[i] * alpha, l2 = lambdas[i] * (1 - alpha);
    // a gap that a step of tol would leave, or rounding
    fit.fit(l1, l2, fit.enough(std::max(tol * tol, 1e-14)), max_sweeps);
    std::ranges::copy(fit.w, W.row(i).begin());
    b[i] = fit.b;
  }
  return {std::move(W), std::move(b)};
}
