// L1 and L2 penalties inside gradient descent —
// shared_tests/katas/regularized_gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// w, b minus step · ∇J, with J = (1/2n)‖Xw + b − y‖² + l₁‖w‖₁ + (l₂/2)‖w‖²
std::tuple<Vector, double, Vector>
kata::gd_penalized(MatrixView X, VectorView y, VectorView w0, double b0,
                   double l1, double l2, double step, int64_t iters,
                   bool fit_intercept) {
  require(std::min(l1, l2) >= 0, InvalidParameter, "l1, l2 are ", l1, ", ", l2);
  require(step > 0, InvalidParameter, "step is ", step, ", not positive");
  require(iters >= 0, InvalidParameter, "iters is ", iters, ", below 0");
  // b is the weight of a column of ones, and bears no penalty
  size_t p = X.cols();
  Matrix A(X.rows(), p + 1,
           [=](size_t i, size_t j) { return j < p ? X(i, j) : 1; });
  Vector v(w0.begin(), w0.end()), history;
  v.push_back(b0);
  for (int64_t k = 0; k <= iters; ++k) {
    auto [J, g] = mse_value_grad(A, y, v);
    // J(wₖ, bₖ) is finite only if wₖ and bₖ are
    for (double w : std::span(v).first(p))
      J += l1 * std::abs(w) + l2 / 2 * w * w;
    require(std::isfinite(J), NotConverged, "J is ", J, " in step ", k);
    history.push_back(J);
    if (k == iters)
      break;
    // |w| has the slope sign w; at 0, of all slopes in [−1, 1], take 0
    for (size_t j = 0; j < p; ++j)
      v[j] -= step * (g[j] + l1 * ((v[j] > 0) - (v[j] < 0)) + l2 * v[j]);
    if (fit_intercept)
      v[p] -= step * g[p];
  }
  double b = v.back();
  v.pop_back();
  return {v, b, history};
}
