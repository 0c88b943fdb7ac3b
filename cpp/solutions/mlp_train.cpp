// Mini-batch training with momentum — shared_tests/katas/mlp_train/README.md
#include "katas.hpp"

using namespace kata;

/// v ← mu·v − step·∇J_B(θ), θ ← θ + v for every batch B, θ = (W₁, b₁, W₂, b₂)
std::tuple<Matrix, Vector, Matrix, Vector, double, double>
kata::mlp_train(MatrixView X, MatrixView Y, MatrixView U1, VectorView c1,
                MatrixView U2, VectorView c2, Activation activation, Loss loss,
                double lam, double step, double mu, IndexView order,
                int64_t batch_size) {
  require(batch_size >= 1 && step > 0, InvalidParameter, "batch_size ",
          batch_size, ", step ", step);
  require(mu >= 0 && mu < 1, InvalidParameter, "mu is ", mu);
  for (int64_t i : order)
    require(i >= 0 && i < int64_t(X.rows()), InvalidParameter, "row ", i);
  Matrix W1(U1), W2(U2);
  Vector b1(c1.begin(), c1.end()), b2(c2.begin(), c2.end());
  auto value_grad = [&](MatrixView A, MatrixView B) {
    return mlp_value_grad(A, B, W1, b1, W2, b2, activation, loss, lam);
  };
  double J_start = std::get<0>(value_grad(X, Y));
  std::span<double> theta[] = {W1.entries(), b1, W2.entries(), b2};
  std::vector<Vector> v;
  for (auto weights : theta)
    v.emplace_back(weights.size());
  for (IndexView rest = order; !rest.empty();) {
    // the mean over the batch, however short it is, and the whole penalty
    IndexView B = rest.first(std::min<size_t>(batch_size, rest.size()));
    rest = rest.subspan(B.size());
    auto rows = [=](MatrixView A) {
      auto entry = [=](size_t i, size_t j) { return A(B[i], j); };
      return Matrix(B.size(), A.cols(), entry);
    };
    auto [J, gW1, gb1, gW2, gb2] = value_grad(rows(X), rows(Y));
    VectorView g[] = {gW1.entries(), gb1, gW2.entries(), gb2};
    for (size_t l = 0; l < 4; ++l) {
      v[l] = mu * v[l] - step * g[l];
      theta[l] += v[l];
    }
  }
  // what has left the finite numbers does not come back
  double J_end = std::get<0>(value_grad(X, Y));
  for (auto weights : theta)
    for (double w : weights)
      require(std::isfinite(w) && std::isfinite(J_end), NotConverged,
              "J ends as ", J_end);
  return {W1, b1, W2, b2, J_start, J_end};
}
