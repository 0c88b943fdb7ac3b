// Forward and backward pass by hand —
// shared_tests/katas/mlp_gradients/README.md
#include "katas.hpp"

using namespace kata;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or the identity
Matrix kata::mlp_layer(MatrixView X, MatrixView W, VectorView b,
                       Activation activation) {
  // X[n,d], W[d,h], b[h], activation:{tanh,relu,sigmoid,identity} -> A[n,h]
  not_implemented();
}

/// O = HW₂ + b₂, or its softmax for the cross-entropy, where H = a(XW₁ + b₁)
Matrix kata::mlp_forward(MatrixView X, MatrixView W1, VectorView b1,
                         MatrixView W2, VectorView b2, Activation activation,
                         Loss loss) {
  // X[n,d], W1[d,h], b1[h], W2[h,k], b2[k], activation:{tanh,relu,sigmoid,identity},
  // loss:{squared_error,cross_entropy} -> O[n,k]
  not_implemented();
}

/// J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
std::tuple<double, Matrix, Vector, Matrix, Vector>
kata::mlp_value_grad(MatrixView X, MatrixView Y, MatrixView W1, VectorView b1,
                     MatrixView W2, VectorView b2, Activation activation,
                     Loss loss, double lam) {
  // X[n,d], Y[n,k], W1[d,h], b1[h], W2[h,k], b2[k],
  // activation:{tanh,relu,sigmoid,identity}, loss:{squared_error,cross_entropy}, lam ->
  // J, gW1[d,h], gb1[h], gW2[h,k], gb2[k]
  not_implemented();
}
