// Multinomial logistic regression —
// shared_tests/katas/softmax_regression/README.md
#include "katas.hpp"

using namespace kata;

/// Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
Matrix kata::log_softmax(MatrixView Z) {
  // the same for zᵢ − max zᵢ, where one exponential is 1 and the others are ≤ 1
  Matrix L(Z);
  for (size_t i = 0; i < Z.rows(); ++i) {
    auto l = L.row(i);
    auto largest = std::ranges::max_element(l);
    l -= double(*largest);
    double others = 0;
    for (auto k = l.begin(); k != l.end(); ++k)
      others += k == largest ? 0 : std::exp(*k);
    l -= std::log1p(others);
  }
  return L;
}

/// J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
std::tuple<double, Matrix, Vector>
kata::softmax_value_grad(MatrixView X, IndexView y, int64_t K, MatrixView W,
                         VectorView b, double lam) {
  require(K >= 2 && lam >= 0, InvalidParameter, "K is ", K, ", lam is ", lam);
  for (int64_t label : y)
    require(label >= 0 && label < K, InvalidLabel, "label ", label);
  double n = double(X.rows());
  Matrix L = log_softmax(matmul(X, W) + b);
  // the derivative of −L[i, yᵢ] by zᵢₖ is exp(Lᵢₖ), for k = yᵢ exp(Lᵢₖ) − 1
  Matrix R = map(L, [](double l) { return std::exp(l); });
  double J = lam / 2 * dot(W.entries(), W.entries());
  for (size_t i = 0; i < y.size(); ++i) {
    R(i, y[i]) = std::expm1(L(i, y[i]));
    J -= L(i, y[i]) / n;
  }
  Matrix GW = matmul(transpose(X), R) / n + lam * W;
  return {J, GW, rmatvec(R, Vector(y.size(), 1 / n))};
}

/// (W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
std::tuple<Matrix, Vector, Vector> kata::softmax_gd(MatrixView X, IndexView y,
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
    if (t < iters) {
      W -= step * GW;
      b -= step * Gb;
    }
  }
  return {W, b, history};
}
