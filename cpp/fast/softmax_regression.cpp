// Multinomial logistic regression that reads X once per step —
// shared_tests/katas/softmax_regression/README.md
#include "fast/row_products.hpp"
#include "fast/softmax.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
Matrix kata::log_softmax(MatrixView Z) {
  size_t K = Z.cols();
  Matrix L(Z.rows(), K);
  Softmax softmax(K);
  for (size_t i = 0; i < Z.rows(); i += W) {
    size_t rows = std::min(W, Z.rows() - i);
    softmax.of(Z.row(i).data(), K, rows);
    for (size_t r = 0; r < rows; ++r)
      for (size_t k = 0; k < K; ++k)
        L(i + r, k) = softmax.z[k][r] - softmax.log_sum[r];
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
  size_t n = X.rows(), p = X.cols();
  double loss = 0;
  std::vector<PackedRows> B = blocks(W);
  Softmax softmax(K);
  PaddedMatrix Z(ROWS, K), G(p, K), sums(1, K);
  PackedRows R(K);
  for (size_t i = 0; i < n; i += ROWS) {
    // ROWS rows give Z, and what they add to the gradient, while they are in
    // the cache
    size_t rows = std::min(ROWS, n - i);
    const double *x = X.row(i).data();
    Z.fill(b);
    product_AB(x, p, rows, B, Z);
    for (size_t r = 0; r < rows; ++r) {
      size_t place = r % fast::W;
      if (place == 0)
        softmax.of(&Z(r, 0), Z.step() * fast::W, rows - r);
      // the derivative of −L[i, yᵢ] by zᵢₖ is exp(Lᵢₖ), for k = yᵢ exp(Lᵢₖ) − 1
      for (int64_t k = 0; k < K; ++k)
        Z(r, k) = softmax.p[k][place];
      double own = softmax.z[y[i + r]][place] - softmax.log_sum[place];
      Z(r, y[i + r]) = std::expm1(own);
      loss -= own;
      for (size_t q = 0; q < Z.step(); ++q)
        sums.row(0)[q] += Z.row(r)[q];
    }
    R.take(Z, rows);
    product_AtB(x, p, p, R, G);
  }
  double J =
      loss / double(n) + lam / 2 * dot({W.data(), p * K}, {W.data(), p * K});
  auto gw = [&](size_t j, size_t k) {
    return G(j, k) / double(n) + lam * W(j, k);
  };
  Vector Gb(&sums(0, 0), &sums(0, 0) + K);
  for (double &g : Gb)
    g /= double(n);
  return {J, Matrix(p, K, gw), std::move(Gb)};
}
