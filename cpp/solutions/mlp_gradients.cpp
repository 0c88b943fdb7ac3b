// Forward and backward pass by hand —
// shared_tests/katas/mlp_gradients/README.md
#include "katas.hpp"

using namespace kata;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or the identity
Matrix kata::mlp_layer(MatrixView X, MatrixView W, VectorView b,
                       Activation activation) {
  Matrix Z = matmul(X, W) + b;
  switch (activation) {
  case Activation::tanh:
    return map(Z, [](double z) { return std::tanh(z); });
  case Activation::relu:
    return map(Z, [](double z) { return std::max(z, 0.0); });
  case Activation::sigmoid:
    return {Z.rows(), Z.cols(), sigmoid(Z.entries())};
  case Activation::identity:
    break;
  }
  return Z;
}

/// O = HW₂ + b₂, or its softmax for the cross-entropy, where H = a(XW₁ + b₁)
Matrix kata::mlp_forward(MatrixView X, MatrixView W1, VectorView b1,
                         MatrixView W2, VectorView b2, Activation activation,
                         Loss loss) {
  Matrix H = mlp_layer(X, W1, b1, activation);
  Matrix S = mlp_layer(H, W2, b2, Activation::identity);
  auto exp = [](double l) { return std::exp(l); };
  return loss == Loss::cross_entropy ? map(log_softmax(S), exp) : S;
}

// a′, from a value of a
static double slope(double a, Activation activation) {
  return activation == Activation::tanh      ? 1 - a * a
         : activation == Activation::relu    ? a > 0
         : activation == Activation::sigmoid ? a * (1 - a)
                                             : 1;
}

/// J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
std::tuple<double, Matrix, Vector, Matrix, Vector>
kata::mlp_value_grad(MatrixView X, MatrixView Y, MatrixView W1, VectorView b1,
                     MatrixView W2, VectorView b2, Activation activation,
                     Loss loss, double lam) {
  require(lam >= 0, InvalidParameter, "lam is ", lam);
  Matrix H = mlp_layer(X, W1, b1, activation);
  Matrix S = mlp_layer(H, W2, b2, Activation::identity);
  bool entropy = loss == Loss::cross_entropy;
  Vector sums = matvec(Y, Vector(Y.cols(), 1));
  for (size_t i = 0; entropy && i < Y.rows(); ++i)
    require(std::ranges::min(Y.row(i)) >= 0 && std::abs(sums[i] - 1) <= 1e-12,
            InvalidLabel, "row ", i, " of Y is no distribution");
  // ∂ℓ/∂s = o − y with either loss, and o = 1 + expm1(L)
  double n = double(X.rows());
  Matrix L = log_softmax(S);
  auto residual = [=](double l, double y) {
    return entropy ? (1 - y) * std::exp(l) + y * std::expm1(l) : l - y;
  };
  Matrix dS = map(entropy ? L : S, Y, residual) / n;
  double J = entropy ? -dot(Y.entries(), L.entries()) / n
                     : n / 2 * dot(dS.entries(), dS.entries());
  for (MatrixView W : {W1, W2})
    J += lam / 2 * dot(W.entries(), W.entries());
  auto back = [=](double d, double a) { return d * slope(a, activation); };
  Matrix dZ = map(matmul(dS, transpose(W2)), H, back);
  Matrix gW1 = matmul(transpose(X), dZ) + lam * W1;
  Matrix gW2 = matmul(transpose(H), dS) + lam * W2;
  Vector one(X.rows(), 1);
  return {J, gW1, rmatvec(dZ, one), gW2, rmatvec(dS, one)};
}
