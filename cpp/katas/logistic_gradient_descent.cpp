// Stable sigmoid, cross-entropy, gradient descent —
// shared_tests/katas/logistic_gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))
Vector kata::sigmoid(VectorView z) {
  // z[k] -> s[k]
  not_implemented();
}

/// sᵢ = ln(1 + exp(zᵢ))
Vector kata::softplus(VectorView z) {
  // z[k] -> s[k]
  not_implemented();
}

/// J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J
std::tuple<double, Vector, double>
kata::logistic_value_grad(MatrixView X, IndexView y, VectorView w, double b,
                          double lam) {
  // X[n,p], y[n]:int, w[p], b, lam -> J, gw[p], gb
  not_implemented();
}

/// (w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)
std::tuple<Vector, double, Vector> kata::logistic_gd(MatrixView X, IndexView y,
                                                     VectorView w0, double b0,
                                                     double lam, double step,
                                                     int64_t iters) {
  // X[n,p], y[n]:int, w0[p], b0, lam, step, iters:int -> w[p], b, history[iters+1]
  not_implemented();
}
