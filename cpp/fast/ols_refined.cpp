// Least squares to the last digit, X read once per step —
// shared_tests/katas/ols_refined/README.md
#include "fast/tall_qr.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// s + e ← s + e − ab, each product and each sum with what it loses.
static void subtract(Lane &s, Lane &e, Lane a, Lane b) {
  Lane t = a * -b, d;
  for (size_t k = 0; k < W; ++k)
    d[k] = std::fma(a[k], -b[k], -t[k]);
  Lane sum = s + t, t_in = sum - s, s_in = sum - t_in;
  e += ((s - s_in) + (t - t_in)) + d;
  s = sum;
}

/// [I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w
Vector kata::ols_refined(MatrixView X, VectorView y, int64_t steps) {
  require(steps >= 0, InvalidParameter, "steps is ", steps, ", below 0");
  size_t n = X.rows(), p = X.cols();
  require(n >= p, RankDeficient, p, " columns of length ", n, " are dependent");
  Matrix Rz(p, p + 1);
  std::vector<Strip> strips;
  for (size_t i = 0; i < n; i += TALL)
    strips.emplace_back(p).fold(X, y, i, Rz);
  auto [R, z] = full_rank(Rz);
  const Matrix Rt = transpose(R);
  // r = 0, w = 0: the first correction is the solution by QR
  Vector r(n), h(p);
  PaddedMatrix x(1, p), w(1, p), s(1, p), e(1, p);
  for (int64_t k = 0;; ++k) {
    // X = Q[R; 0] and dr = Q[h; z₂]: Rᵀh = g and h + R dw = z₁
    for (size_t j = 0; j < p; ++j)
      z[j] -= h[j];
    Vector dw = back_substitution(R, z);
    for (size_t j = 0; j < p; ++j)
      w(0, j) += dw[j];
    if (k == steps)
      return Vector(&w(0, 0), &w(0, 0) + p);
    for (size_t i = strips.size(); i-- > 0;) {
      strips[i].backward(h);
      for (size_t row = i * TALL; row < std::min(n, (i + 1) * TALL); ++row)
        r[row] += strips[i].last()[row - i * TALL];
    }
    // what is missing: f in r + Xw = y, into the strips, and g in Xᵀr = 0
    std::fill_n(s.row(0), s.step(), Lane{});
    std::fill_n(e.row(0), e.step(), Lane{});
    for (size_t i = 0; i < n; ++i) {
      std::ranges::copy(X.row(i), &x(0, 0));
      Lane sum = {}, lost = {};
      auto [first, c] = two_sum(y[i], -r[i]);
      sum[0] = first;
      lost[0] = c;
      for (size_t q = 0; q < x.step(); ++q) {
        subtract(sum, lost, x.row(0)[q], w.row(0)[q]);
        subtract(s.row(0)[q], e.row(0)[q], x.row(0)[q], Lane{} + r[i]);
      }
      double f = 0, small = 0;
      for (size_t k = 0; k < W; ++k) {
        auto [total, c] = two_sum(f, sum[k]);
        f = total;
        small += c + lost[k];
      }
      strips[i / TALL].last()[i % TALL] = f + small;
    }
    Vector g(p);
    for (size_t j = 0; j < p; ++j)
      g[j] = s(0, j) + e(0, j);
    h = forward_substitution(Rt, g);
    std::ranges::fill(z, 0);
    for (Strip &strip : strips)
      strip.forward(z);
  }
}
