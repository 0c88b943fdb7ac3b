// Forward and backward pass by hand —
// shared_tests/katas/mlp_gradients/README.md
#include "katas.hpp"

using namespace kata;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or nothing for 0, 1, 2 or 3
Matrix kata::mlp_layer(MatrixView X, MatrixView W, VectorView b,
                       int64_t activation) {
  require(activation >= 0 && activation <= 3, InvalidParameter,
          "activation is ", activation);
  Matrix A = matmul(X, W) + b;
  if (activation == 0)
    return map(A, [](double z) { return std::tanh(z); });
  if (activation == 1)
    return map(A, [](double z) { return std::max(z, 0.0); });
  if (activation == 2)
    std::ranges::copy(sigmoid(A.entries()), A.entries().begin());
  return A;
}

/// O = HW₂ + b₂ for loss 0, its softmax for loss 1, where H = a(XW₁ + b₁)
Matrix kata::mlp_forward(MatrixView X, MatrixView W1, VectorView b1,
                         MatrixView W2, VectorView b2, int64_t activation,
                         int64_t loss) {
  require(loss == 0 || loss == 1, InvalidParameter, "loss is ", loss);
  Matrix S = mlp_layer(mlp_layer(X, W1, b1, activation), W2, b2, 3);
  auto exp = [](double l) { return std::exp(l); };
  return loss == 1 ? map(log_softmax(S), exp) : S;
}

/// J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
std::tuple<double, Matrix, Vector, Matrix, Vector>
kata::mlp_value_grad(MatrixView X, MatrixView Y, MatrixView W1, VectorView b1,
                     MatrixView W2, VectorView b2, int64_t activation,
                     int64_t loss, double lam) {
  require((loss == 0 || loss == 1) && lam >= 0, InvalidParameter, "loss ", loss,
          ", lam ", lam);
  Matrix H = mlp_layer(X, W1, b1, activation), S = mlp_layer(H, W2, b2, 3);
  Vector sums = matvec(Y, Vector(Y.cols(), 1));
  for (size_t i = 0; i < Y.rows() && loss == 1; ++i)
    require(std::ranges::min(Y.row(i)) >= 0 && std::abs(sums[i] - 1) <= 1e-12,
            InvalidLabel, "row ", i, " of Y is no distribution");
  // ∂ℓ/∂s = o − y with either loss; o = 1 + expm1(L), so it is (1 − y)o + y
  // expm1(L)
  double n = X.rows();
  Matrix L = log_softmax(S);
  auto slope = [=](double l, double y) {
    return loss == 1 ? (1 - y) * std::exp(l) + y * std::expm1(l) : l - y;
  };
  Matrix dS = map(loss == 1 ? L : S, Y, slope) / n;
  double J = loss == 1 ? -dot(Y.entries(), L.entries()) / n
                       : n / 2 * dot(dS.entries(), dS.entries());
  for (MatrixView W : {W1, W2})
    J += lam / 2 * dot(W.entries(), W.entries());
  // a′ = 1 − a² for tanh, [a > 0] for max(0, ·), a(1 − a) for σ
  Matrix dZ = map(matmul(dS, transpose(W2)), H, [=](double d, double a) {
    double slopes[] = {1 - a * a, double(a > 0), a * (1 - a), 1};
    return d * slopes[activation];
  });
  Matrix gW1 = matmul(transpose(X), dZ) + lam * W1;
  Matrix gW2 = matmul(transpose(H), dS) + lam * W2;
  Vector one(X.rows(), 1);
  return {J, gW1, rmatvec(dZ, one), gW2, rmatvec(dS, one)};
}
