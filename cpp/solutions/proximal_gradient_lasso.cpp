// Proximal gradient steps for the lasso: ISTA and FISTA —
// shared_tests/katas/proximal_gradient_lasso/README.md
#include "katas.hpp"

using namespace kata;
using Path = std::tuple<Vector, Vector>;

/// L = λmax(XᵀX)/n, the largest curvature of f = (1/2n)‖Xw − y‖²
double kata::lipschitz(MatrixView X) {
  size_t n = X.rows(), p = X.cols();
  // XᵀX and XXᵀ have the same largest eigenvalue σ₀²
  auto [U, s, V, rank] = svd(n >= p ? Matrix(X) : transpose(X));
  return s[0] * s[0] / double(n);
}

static double l1_norm(VectorView w) {
  double sum = 0;
  for (double wj : w)
    sum += std::abs(wj);
  return sum;
}

/// w = S(w − step·∇f(w), step·λ) from w = 0, historyₖ = f(wₖ) + λ‖wₖ‖₁
Path kata::ista(MatrixView X, VectorView y, double lam, double step,
                int64_t iters) {
  require(lam >= 0, InvalidParameter, "lam is ", lam, ", below 0");
  require(step > 0 && iters >= 0, InvalidParameter, "step ", step, ", iters ",
          iters);
  Vector w(X.cols()), history;
  for (int64_t k = 0; k <= iters; ++k) {
    // J(wₖ) is finite only if wₖ is
    auto [f, g] = mse_value_grad(X, y, w);
    history.push_back(f + lam * l1_norm(w));
    require(std::isfinite(history[k]), NotConverged, "J overflows in step ", k);
    // the argmin over u of gᵀ(u − w) + ‖u − w‖²/(2·step) + λ‖u‖₁
    if (k < iters)
      w = soft_threshold(w - step * g, step * lam);
  }
  return {w, history};
}

/// w = S(z − step·∇f(z), step·λ), z = w + (t₋ − 1)/t·(w − w₋), historyₖ = J(wₖ)
Path kata::fista(MatrixView X, VectorView y, double lam, double step,
                 int64_t iters) {
  require(lam >= 0, InvalidParameter, "lam is ", lam, ", below 0");
  require(step > 0 && iters >= 0, InvalidParameter, "step ", step, ", iters ",
          iters);
  Vector w(X.cols()), z = w, history;
  double t = 1;
  for (int64_t k = 0; k <= iters; ++k) {
    // J(wₖ) is finite only if wₖ is
    double f = std::get<0>(mse_value_grad(X, y, w));
    history.push_back(f + lam * l1_norm(w));
    require(std::isfinite(history[k]), NotConverged, "J overflows in step ", k);
    if (k < iters) {
      // the step of ISTA, taken from z
      Vector g = std::get<1>(mse_value_grad(X, y, z));
      Vector before =
          std::exchange(w, soft_threshold(z - step * g, step * lam));
      // t grows as fast as t² − t = t₋² lets it
      double t_before = std::exchange(t, (1 + std::sqrt(1 + 4 * t * t)) / 2);
      z = w + (t_before - 1) / t * (w - before);
    }
  }
  return {w, history};
}
