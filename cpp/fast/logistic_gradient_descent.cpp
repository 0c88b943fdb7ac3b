// Stable sigmoid, cross-entropy, gradient descent that reads X once per step —
// shared_tests/katas/logistic_gradient_descent/README.md
#include "fast/logistic.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
Vector kata::sigmoid(VectorView z) {
  // σ(z) = 1/(1 + e) for z ≥ 0 and e/(1 + e) for z < 0, with e = exp(−|z|) ≤ 1
  return each(z, [](Lane z) { return sigmoid_lanes(z, exp_of_minus_size(z)); });
}

/// sᵢ = ln(1 + exp(zᵢ))
Vector kata::softplus(VectorView z) {
  // ln(1 + exp(z)) = max(z, 0) + ln(1 + e), with e = exp(−|z|) ≤ 1
  return each(z,
              [](Lane z) { return softplus_lanes(z, exp_of_minus_size(z)); });
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
  Logistic sums(X, y, w, b);
  for (size_t i = 0; i < y.size(); i += FEW)
    sums.add(i);
  for (size_t j = 0; j < w.size(); ++j)
    sums.gw[j] = sums.gw[j] / n + lam * w[j];
  double J = sums.loss() / n + lam / 2 * dot(w, w);
  return {J, std::move(sums.gw), sums.gb() / n};
}
