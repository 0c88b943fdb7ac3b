// Forward and backward pass by hand, ROWS rows at a time —
// shared_tests/katas/mlp_gradients/README.md
#include "fast/logistic.hpp"
#include "fast/row_products.hpp"
#include "fast/softmax.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// Z = a(XW + b) for so many rows of X, each `step` numbers from the next.
static void layer(const double *X, size_t step, size_t rows,
                  const std::vector<PackedRows> &W, VectorView b,
                  Activation activation, PaddedMatrix &Z) {
  Z.fill(b);
  product_AB(X, step, rows, W, Z);
  if (activation == Activation::identity)
    return;
  for (size_t q = 0; q < rows * Z.step(); ++q) {
    Lane &z = Z.row(0)[q];
    z = activation == Activation::tanh ? tanh_lanes(z)
        : activation == Activation::relu
            ? (z < 0 ? Lane{} : z)
            : sigmoid_lanes(z, exp_of_minus_size(z));
  }
}

/// A = a(XW + b), where a is tanh, max(0, ·), σ or the identity
Matrix kata::mlp_layer(MatrixView X, MatrixView W, VectorView b,
                       Activation activation) {
  size_t n = X.rows(), h = b.size();
  Matrix A(n, h);
  PaddedMatrix Z(ROWS, h);
  std::vector<PackedRows> B = blocks(W);
  for (size_t i = 0; i < n; i += ROWS) {
    size_t rows = std::min(ROWS, n - i);
    layer(X.row(i).data(), X.cols(), rows, B, b, activation, Z);
    for (size_t r = 0; r < rows; ++r)
      std::copy_n(&Z(r, 0), h, A.row(i + r).begin());
  }
  return A;
}

/// O = HW₂ + b₂, or its softmax for the cross-entropy, where H = a(XW₁ + b₁)
Matrix kata::mlp_forward(MatrixView X, MatrixView W1, VectorView b1,
                         MatrixView W2, VectorView b2, Activation activation,
                         Loss loss) {
  Matrix H = mlp_layer(X, W1, b1, activation);
  Matrix O = mlp_layer(H, W2, b2, Activation::identity);
  size_t n = O.rows(), k = O.cols();
  Softmax softmax(k);
  for (size_t i = 0; loss == Loss::cross_entropy && i < n; i += W) {
    softmax.of(O.row(i).data(), k, n - i);
    for (size_t r = i; r < std::min(i + W, n); ++r)
      for (size_t j = 0; j < k; ++j)
        O(r, j) = softmax.p[j][r - i];
  }
  return O;
}

/// J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J
std::tuple<double, Matrix, Vector, Matrix, Vector>
kata::mlp_value_grad(MatrixView X, MatrixView Y, MatrixView W1, VectorView b1,
                     MatrixView W2, VectorView b2, Activation activation,
                     Loss loss, double lam) {
  require(lam >= 0, InvalidParameter, "lam is ", lam);
  bool entropy = loss == Loss::cross_entropy;
  size_t n = X.rows(), d = X.cols(), h = b1.size(), k = Y.cols();
  for (size_t i = 0; entropy && i < n; ++i) {
    double sum = std::accumulate(Y.row(i).begin(), Y.row(i).end(), 0.0);
    require(std::ranges::min(Y.row(i)) >= 0 && std::abs(sum - 1) <= 1e-12,
            InvalidLabel, "row ", i, " of Y is no distribution");
  }
  auto square = [](MatrixView A) { return dot(A.entries(), A.entries()); };
  double J = lam / 2 * (square(W1) + square(W2));
  std::vector<PackedRows> B1 = blocks(W1), B2 = blocks(W2),
                          B2t = blocks(transpose(W2));
  size_t most = std::min(ROWS, n);
  PaddedMatrix H(most, h), S(most, k), dZ(most, h), gb1(1, h), gb2(1, k);
  PaddedMatrix G1(d, h), G2(h, k);
  PackedRows Z(h), D(k);
  Softmax softmax(k);
  const Vector zero(h);
  for (size_t i = 0; i < n; i += ROWS) {
    size_t rows = std::min(ROWS, n - i), wide = H.step() * W;
    const double *x = X.row(i).data();
    layer(x, d, rows, B1, b1, activation, H);
    layer(H.data(), wide, rows, B2, b2, Activation::identity, S);
    // ∂ℓ/∂s = o − y with either loss; o = 1 + expm1(L), so it is (1 − y)o + y
    // expm1(L)
    for (size_t r = 0; r < rows; ++r) {
      if (entropy && r % W == 0)
        softmax.of(&S(r, 0), S.step() * W, rows - r);
      for (size_t j = 0; j < k; ++j) {
        double y = Y(i + r, j), &s = S(r, j);
        if (entropy) {
          double l = softmax.z[j][r % W] - softmax.log_sum[r % W];
          J -= y * l / double(n);
          s = (1 - y) * softmax.p[j][r % W] / double(n);
          s += y > 0 ? y * std::expm1(l) / double(n) : 0;
        } else {
          J += (s - y) * (s - y) / double(2 * n);
          s = (s - y) / double(n);
        }
      }
    }
    // a′ = 1 − a² for tanh, [a > 0] for max(0, ·), a(1 − a) for σ
    dZ.fill(zero);
    product_AB(S.data(), S.step() * W, rows, B2t, dZ);
    for (size_t q = 0; q < rows * H.step(); ++q) {
      Lane a = H.row(0)[q], &dz = dZ.row(0)[q];
      dz = activation == Activation::tanh      ? dz * (1 - a * a)
           : activation == Activation::relu    ? (a > 0 ? dz : Lane{})
           : activation == Activation::sigmoid ? dz * (a * (1 - a))
                                               : dz;
      gb1.row(0)[q % H.step()] += dz;
    }
    for (size_t r = 0; r < rows; ++r)
      for (size_t q = 0; q < S.step(); ++q)
        gb2.row(0)[q] += S.row(r)[q];
    // the rows of X and of H, with those of their derivatives
    Z.take(dZ, rows);
    product_AtB(x, d, d, Z, G1);
    D.take(S, rows);
    product_AtB(H.data(), wide, h, D, G2);
  }
  auto gradient = [=](PaddedMatrix &G, MatrixView W) {
    auto g = [&](size_t i, size_t j) { return G(i, j) + lam * W(i, j); };
    return Matrix(W.rows(), W.cols(), g);
  };
  return {J, gradient(G1, W1), Vector(gb1.data(), gb1.data() + h),
          gradient(G2, W2), Vector(gb2.data(), gb2.data() + k)};
}
