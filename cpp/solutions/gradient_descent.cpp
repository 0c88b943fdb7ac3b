// Gradient descent instead of the closed form —
// shared_tests/katas/gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
std::tuple<double, Vector> kata::mse_value_grad(MatrixView X, VectorView y,
                                                VectorView w) {
  // f(w + dw) = f(w) + (1/n)(Xw − y)ᵀX dw + O(‖dw‖²)
  double n = y.size();
  Vector r = predict(X, w);
  for (size_t i = 0; i < r.size(); ++i)
    r[i] -= y[i];
  Vector g = rmatvec(X, r);
  for (double &gj : g)
    gj /= n;
  return {dot(r, r) / (2 * n), g};
}

/// wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)
std::tuple<Vector, Vector> kata::gradient_descent(MatrixView X, VectorView y,
                                                  VectorView w0, double step,
                                                  int64_t iters) {
  require(step > 0, InvalidParameter, "step is ", step, ", not positive");
  require(iters >= 0, InvalidParameter, "iters is ", iters, ", below 0");
  Vector w(w0.begin(), w0.end()), history;
  history.reserve(iters + 1);
  for (int64_t k = 0; k <= iters; ++k) {
    // f(wₖ) is finite only if wₖ is
    auto [f, g] = mse_value_grad(X, y, w);
    require(std::isfinite(f), NotConverged, "f is ", f, " in step ", k);
    history.push_back(f);
    if (k < iters)
      for (size_t j = 0; j < w.size(); ++j)
        w[j] -= step * g[j];
  }
  return {w, history};
}
