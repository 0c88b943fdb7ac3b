// Stable sigmoid, cross-entropy, gradient descent —
// shared_tests/katas/logistic_gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
Vector kata::sigmoid(VectorView z) {
  // σ(z) = 1/(1 + e) for z ≥ 0 and e/(1 + e) for z < 0, with e = exp(−|z|) ≤ 1
  return map(z, [](double zi) {
    double e = std::exp(-std::abs(zi));
    return (zi >= 0 ? 1 : e) / (1 + e);
  });
}

/// sᵢ = ln(1 + exp(zᵢ))
Vector kata::softplus(VectorView z) {
  // ln(1 + exp(z)) = max(z, 0) + ln(1 + e), with e = exp(−|z|) ≤ 1
  return map(z, [](double zi) {
    return std::max(zi, 0.0) + std::log1p(std::exp(-std::abs(zi)));
  });
}

/// J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J
std::tuple<double, Vector, double>
kata::logistic_value_grad(MatrixView X, IndexView y, VectorView w, double b,
                          double lam) {
  require(lam >= 0, InvalidParameter, "lam is ", lam, ", below 0");
  for (int64_t label : y)
    require(label == 0 || label == 1, InvalidLabel, "label ", label);
  // softplus′ = σ, so for c = 1 − 2y = ±1 the derivative of the loss by z is
  // cσ(cz)
  double n = double(y.size());
  Vector c = -2 * Vector(y.begin(), y.end()) + 1;
  Vector z = map(c, matvec(X, w) + b, std::multiplies{}), s = softplus(z);
  Vector r = map(c, sigmoid(z), std::multiplies{});
  double J = std::reduce(s.begin(), s.end()) / n + lam / 2 * dot(w, w);
  double gb = std::reduce(r.begin(), r.end()) / n;
  return {J, rmatvec(X, r) / n + lam * w, gb};
}

/// (w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)
std::tuple<Vector, double, Vector> kata::logistic_gd(MatrixView X, IndexView y,
                                                     VectorView w0, double b0,
                                                     double lam, double step,
                                                     int64_t iters) {
  require(step > 0 && iters >= 0, InvalidParameter, "step is ", step,
          ", iters is ", iters);
  Vector w(w0.begin(), w0.end()), history;
  double b = b0;
  for (int64_t k = 0; k <= iters; ++k) {
    // only the penalty can drive w to infinity, and then J with it
    auto [J, gw, gb] = logistic_value_grad(X, y, w, b, lam);
    require(std::isfinite(J), NotConverged, "J is ", J, " after ", k, " steps");
    history.push_back(J);
    if (k < iters) {
      w -= step * gw;
      b -= step * gb;
    }
  }
  return {w, b, history};
}
