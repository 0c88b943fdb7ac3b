// Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md
#include "katas.hpp"

using namespace kata;
using Path = std::tuple<Vector, Vector>;

/// v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)
Path kata::heavy_ball(MatrixView X, VectorView y, VectorView w0, double step,
                      double mu, int64_t iters) {
  require(step > 0 && iters >= 0, InvalidParameter, "step ", step, ", iters ",
          iters);
  require(mu >= 0 && mu < 1, InvalidParameter, "mu is ", mu);
  Vector w(w0.begin(), w0.end()), v(w.size()), g, history(iters + 1);
  for (int64_t k = 0; k <= iters; ++k) {
    // f(wₖ) is finite only if wₖ is
    std::tie(history[k], g) = mse_value_grad(X, y, w);
    require(std::isfinite(history[k]), NotConverged, "f overflows in step ", k);
    if (k < iters) {
      v = mu * v - step * g;
      w += v;
    }
  }
  return {w, history};
}

/// v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)
Path kata::nesterov(MatrixView X, VectorView y, VectorView w0, double step,
                    double mu, int64_t iters) {
  require(step > 0 && iters >= 0, InvalidParameter, "step ", step, ", iters ",
          iters);
  require(mu >= 0 && mu < 1, InvalidParameter, "mu is ", mu);
  Vector w(w0.begin(), w0.end()), v(w.size()), g, history(iters + 1);
  for (int64_t k = 0; k <= iters; ++k) {
    // f(wₖ) is finite only if wₖ is
    std::tie(history[k], std::ignore) = mse_value_grad(X, y, w);
    require(std::isfinite(history[k]), NotConverged, "f overflows in step ", k);
    if (k < iters) {
      // momentum is about to carry w to w + mu·v
      std::tie(std::ignore, g) = mse_value_grad(X, y, w + mu * v);
      v = mu * v - step * g;
      w += v;
    }
  }
  return {w, history};
}
