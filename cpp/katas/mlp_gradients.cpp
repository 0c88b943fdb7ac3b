// Forward and backward pass by hand —
// shared_tests/katas/mlp_gradients/README.md
#include "katas.hpp"

using namespace kata;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or the identity
Matrix kata::mlp_layer(MatrixView X, MatrixView W, VectorView b,
                       Activation activation) {
  not_implemented();
}

/// O = HW₂ + b₂, or its softmax for the cross-entropy, where H = a(XW₁ + b₁)
Matrix kata::mlp_forward(MatrixView X, MatrixView W1, VectorView b1,
                         MatrixView W2, VectorView b2, Activation activation,
                         Loss loss) {
  not_implemented();
}

/// J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
std::tuple<double, Matrix, Vector, Matrix, Vector>
kata::mlp_value_grad(MatrixView X, MatrixView Y, MatrixView W1, VectorView b1,
                     MatrixView W2, VectorView b2, Activation activation,
                     Loss loss, double lam) {
  not_implemented();
}
