// AdaGrad, RMSProp, Adam — shared_tests/katas/adaptive_steps/README.md
#include "katas.hpp"

using namespace kata;
using Path = std::tuple<Vector, Vector>;

/// s = s + g², w = w − step·g/(√s + eps), g = ∇f(w), historyₖ = f(wₖ)
Path kata::adagrad(MatrixView X, VectorView y, VectorView w0, double step,
                   double eps, int64_t iters) {
  require(std::min(step, eps) > 0 && iters >= 0, InvalidParameter, "step ",
          step, ", eps ", eps, ", iters ", iters);
  Vector w(w0.begin(), w0.end()), s(w.size()), g, history(iters + 1);
  for (int64_t k = 0; k <= iters; ++k) {
    std::tie(history[k], g) = mse_value_grad(X, y, w);
    require(std::isfinite(history[k]), NotConverged, "f overflows in step ", k);
    for (size_t j = 0; k < iters && j < w.size(); ++j) {
      s[j] += g[j] * g[j];
      w[j] -= step * g[j] / (std::sqrt(s[j]) + eps);
    }
  }
  return {w, history};
}

/// s = rho·s + (1 − rho) g², w = w − step·g/(√s + eps), g = ∇f(w)
Path kata::rmsprop(MatrixView X, VectorView y, VectorView w0, double step,
                   double rho, double eps, int64_t iters) {
  require(std::min(step, eps) > 0 && iters >= 0, InvalidParameter, "step ",
          step, ", eps ", eps, ", iters ", iters);
  require(rho >= 0 && rho < 1, InvalidParameter, "rho is ", rho);
  Vector w(w0.begin(), w0.end()), s(w.size()), g, history(iters + 1);
  for (int64_t k = 0; k <= iters; ++k) {
    std::tie(history[k], g) = mse_value_grad(X, y, w);
    require(std::isfinite(history[k]), NotConverged, "f overflows in step ", k);
    for (size_t j = 0; k < iters && j < w.size(); ++j) {
      s[j] = rho * s[j] + (1 - rho) * g[j] * g[j];
      w[j] -= step * g[j] / (std::sqrt(s[j]) + eps);
    }
  }
  return {w, history};
}

/// w = w − step·m̂/(√ŝ + eps); m̂, ŝ = means of gᵢ, gᵢ², weights β₁ᵗ⁻ⁱ, β₂ᵗ⁻ⁱ
Path kata::adam(MatrixView X, VectorView y, VectorView w0, double step,
                double beta1, double beta2, double eps, int64_t iters) {
  auto [low, high] = std::minmax(beta1, beta2);
  require(std::min(step, eps) > 0 && iters >= 0, InvalidParameter, "step ",
          step, ", eps ", eps, ", iters ", iters);
  require(low >= 0 && high < 1, InvalidParameter, "betas ", beta1, ", ", beta2);
  Vector w(w0.begin(), w0.end()), m(w.size()), s(m), g, history(iters + 1);
  for (int64_t k = 0; k <= iters; ++k) {
    std::tie(history[k], g) = mse_value_grad(X, y, w);
    require(std::isfinite(history[k]), NotConverged, "f overflows in step ", k);
    for (size_t j = 0; k < iters && j < w.size(); ++j) {
      m[j] = beta1 * m[j] + (1 - beta1) * g[j];
      s[j] = beta2 * s[j] + (1 - beta2) * g[j] * g[j];
      // the weights of the t = k + 1 gradients in m add up to 1 − β₁ᵗ
      double m_hat = m[j] / (1 - std::pow(beta1, k + 1));
      double s_hat = s[j] / (1 - std::pow(beta2, k + 1));
      w[j] -= step * m_hat / (std::sqrt(s_hat) + eps);
    }
  }
  return {w, history};
}
