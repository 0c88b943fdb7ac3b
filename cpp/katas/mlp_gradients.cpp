// Forward and backward pass by hand —
// shared_tests/katas/mlp_gradients/README.md
#include "katas.hpp"

using namespace kata;

/// A = a(XW + b), where a is tanh, max(0, ·), σ or nothing for 0, 1, 2 or 3
Matrix kata::mlp_layer(MatrixView X, MatrixView W, VectorView b,
                       int64_t activation) {
  // X[n,d], W[d,h], b[h], activation:int -> A[n,h]
  not_implemented();
}

/// O = HW₂ + b₂ for loss 0, its softmax for loss 1, where H = a(XW₁ + b₁)
Matrix kata::mlp_forward(MatrixView X, MatrixView W1, VectorView b1,
                         MatrixView W2, VectorView b2, int64_t activation,
                         int64_t loss) {
  // X[n,d], W1[d,h], b1[h], W2[h,k], b2[k], activation:int, loss:int -> O[n,k]
  not_implemented();
}

/// J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
std::tuple<double, Matrix, Vector, Matrix, Vector>
kata::mlp_value_grad(MatrixView X, MatrixView Y, MatrixView W1, VectorView b1,
                     MatrixView W2, VectorView b2, int64_t activation,
                     int64_t loss, double lam) {
  // X[n,d], Y[n,k], W1[d,h], b1[h], W2[h,k], b2[k], activation:int, loss:int, lam -> J,
  // gW1[d,h], gb1[h], gW2[h,k], gb2[k]
  not_implemented();
}
