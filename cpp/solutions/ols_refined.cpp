// Least squares to the last digit — shared_tests/katas/ols_refined/README.md
#include "katas.hpp"

using namespace kata;

/// s = fl(a + b), s + e = a + b exactly
std::tuple<double, double> kata::two_sum(double a, double b) {
  double s = a + b;
  // what of a and of b is in s
  double b_in = s - a;
  double a_in = s - b_in;
  // both differences are exact, and so is their sum
  return {s, (a - a_in) + (b - b_in)};
}

/// p = fl(ab), p + e = ab exactly
std::tuple<double, double> kata::two_prod(double a, double b) {
  double p = a * b;
  // ab − p is a float64 number, and fma rounds only once
  return {p, std::fma(a, b, -p)};
}

/// [I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w
Vector kata::ols_refined(MatrixView X, VectorView y, int64_t steps) {
  require(steps >= 0, InvalidParameter, "steps is ", steps, ", below 0");
  auto [V, R] = reflections(X);
  size_t n = X.rows(), p = X.cols();
  Matrix Xt = transpose(X), Rt = transpose(R);
  Matrix Q(p, n, [&](size_t i, size_t j) { return V(p - 1 - i, j); });
  auto minus = [](double s, double e, VectorView a, VectorView x) {
    // s + e − aᵀx, each product and each sum with what it loses
    for (size_t k = 0; k < a.size(); ++k) {
      auto [t, d] = two_prod(a[k], -x[k]);
      auto [sum, c] = two_sum(s, t);
      s = sum;
      e += c + d;
    }
    return s + e;
  };
  // r = 0, w = 0: the first correction is the solution by QR
  Vector r(n), w(p), f(n), g(p);
  for (int64_t k = 0; k <= steps; ++k) {
    // what is missing in r + Xw = y and in Xᵀr = 0
    for (size_t i = 0; i < n; ++i) {
      auto [s, e] = two_sum(y[i], -r[i]);
      f[i] = minus(s, e, X.row(i), w);
    }
    for (size_t j = 0; j < p; ++j)
      g[j] = minus(0, 0, Xt.row(j), r);
    // X = Q[R; 0] and dr = Q[h; z₂]: Rᵀh = g and h + R dw = z₁
    Vector z = reflect(V, f), h = forward_substitution(Rt, g);
    w += back_substitution(R, VectorView(z).first(p) - h);
    std::ranges::copy(h, z.begin());
    r += reflect(Q, z);
  }
  return w;
}
