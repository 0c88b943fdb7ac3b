// Gradient descent instead of the closed form —
// shared_tests/katas/gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
std::tuple<double, Vector> kata::mse_value_grad(MatrixView X, VectorView y,
                                                VectorView w) {
  // f(w + dw) = f(w) + (1/n)(Xw − y)ᵀX dw + O(‖dw‖²)
  double n = double(y.size()), f = 0;
  Vector g(w.size());
  for (size_t i = 0; i < y.size(); ++i) {
    // each row is read once
    double r = dot(X.row(i), w) - y[i];
    axpy(r, X.row(i), g);
    f += r * r;
  }
  return {f / (2 * n), g / n};
}

/// wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)
std::tuple<Vector, Vector> kata::gradient_descent(MatrixView X, VectorView y,
                                                  VectorView w0, double step,
                                                  int64_t iters) {
  require(step > 0, InvalidParameter, "step is ", step, ", not positive");
  require(iters >= 0, InvalidParameter, "iters is ", iters, ", below 0");
  Vector w(w0.begin(), w0.end()), history;
  for (int64_t k = 0; k <= iters; ++k) {
    // f(wₖ) is finite only if wₖ is
    auto [f, g] = mse_value_grad(X, y, w);
    require(std::isfinite(f), NotConverged, "f is ", f, " in step ", k);
    history.push_back(f);
    if (k < iters)
      w -= step * g;
  }
  return {w, history};
}
