// Multinomial logistic regression —
// shared_tests/katas/softmax_regression/README.md
#include "katas.hpp"

using namespace kata;

/// Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
Matrix kata::log_softmax(MatrixView Z) {
  // the same for zᵢ − max zᵢ, where all exponents are ≤ 0 and one of them is 0
  Matrix L(Z);
  for (size_t i = 0; i < Z.rows(); ++i) {
    double max = std::ranges::max(Z.row(i)), sum = 0;
    for (double z : Z.row(i))
      sum += std::exp(z - max);
    for (double &l : L.row(i))
      l = l - max - std::log(sum);
  }
  return L;
}

/// J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
std::tuple<double, Matrix, Vector>
kata::softmax_value_grad(MatrixView X, Labels y, int64_t K, MatrixView W,
                         VectorView b, double lam) {
  require(K >= 2 && lam >= 0, InvalidParameter, "K is ", K, ", lam is ", lam);
  for (int64_t label : y)
    require(label >= 0 && label < K, InvalidLabel, "label ", label);
  size_t n = X.rows(), p = X.cols();
  Matrix XW = matmul(X, W);
  auto z = [&](size_t i, size_t k) { return XW(i, k) + b[k]; };
  Matrix L = log_softmax(Matrix(n, K, z));
  // the derivative of −L[i, yᵢ] by zᵢₖ is rᵢₖ = exp(Lᵢₖ) − [k = yᵢ]
  auto r = [&](size_t i, int64_t k) { return std::exp(L(i, k)) - (k == y[i]); };
  Matrix R(n, K, r), G = matmul(transpose(X), R);
  double J = lam / 2 * dot({W.data(), p * K}, {W.data(), p * K});
  for (size_t i = 0; i < n; ++i)
    J -= L(i, y[i]) / n;
  auto gw = [&](size_t j, size_t k) { return G(j, k) / n + lam * W(j, k); };
  return {J, Matrix(p, K, gw), rmatvec(R, Vector(n, 1.0 / n))};
}

/// (W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
std::tuple<Matrix, Vector, Vector> kata::softmax_gd(MatrixView X, Labels y,
                                                    int64_t K, double lam,
                                                    double step,
                                                    int64_t iters) {
  require(K >= 2 && step > 0 && iters >= 0, InvalidParameter, "K is ", K,
          ", step ", step, ", iters ", iters);
  Matrix W(X.cols(), K);
  Vector b(K), history;
  for (int64_t t = 0; t <= iters; ++t) {
    // only the penalty can drive W to infinity, and then J with it
    auto [J, GW, Gb] = softmax_value_grad(X, y, K, W, b, lam);
    require(std::isfinite(J), NotConverged, "J is ", J, " after ", t, " steps");
    history.push_back(J);
    for (int64_t k = 0; k < K && t < iters; ++k) {
      for (size_t j = 0; j < W.rows(); ++j)
        W(j, k) -= step * GW(j, k);
      b[k] -= step * Gb[k];
    }
  }
  return {W, b, history};
}
