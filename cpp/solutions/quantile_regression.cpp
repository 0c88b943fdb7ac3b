// Quantile regression by an interior-point method —
// shared_tests/katas/quantile_regression/README.md
#include "katas.hpp"

using namespace kata;

/// loss = (1/n) Σ ρ(yᵢ − qᵢ), ρ(r) = τr where r ≥ 0, else (τ − 1)r
double kata::pinball_loss(VectorView y, VectorView q, double tau) {
  require(0 < tau && tau < 1, InvalidParameter, "tau is ", tau,
          ", not between 0 and 1");
  double sum = 0;
  // of its two lines ρ is the upper one
  for (double r : y - q)
    sum += std::max(tau * r, (tau - 1) * r);
  return sum / double(y.size());
}

/// The share of a step dx that leaves 0.01 of each x, at most the whole.
static double share(VectorView x, VectorView dx) {
  double steepest = 0.99;
  for (size_t i = 0; i < x.size(); ++i)
    steepest = std::max(steepest, -dx[i] / x[i]);
  return 0.99 / steepest;
}

/// w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), loss = its minimum, ρ as in pinball_loss
std::tuple<Vector, double> kata::quantile_regression(MatrixView X, VectorView y,
                                                     double tau) {
  size_t n = X.rows(), p = X.cols();
  double zero = 1e-14 * pinball_loss(y, Vector(n), tau);
  Vector w = std::get<0>(ols_qr(X, y)), r = y - predict(X, w);
  // r = u − v with u, v > 0, and Xᵀa = 0 with τ − 1 < a < τ
  double size = 2 * pinball_loss(r, Vector(n), 0.5);
  Vector u = map(r, [=](double ri) { return std::max(ri, 0.0) + size; });
  Vector v = u - r, a(n), du(n), dv(n), z(n), root(n);
  for (int step = 0; step < 1000; ++step) {
    Vector q = predict(X, w);
    r = y - q;
    double loss = pinball_loss(y, q, tau);
    // ρ(r) ≥ ar, and aᵀ(y − Xw) = aᵀy for every w: no loss is below aᵀy/n
    if (loss - dot(a, r) / double(n) <= 1e-9 * loss + zero)
      return {w, loss};
    // Newton's step to us = vt = μ, a tenth of what they are on average
    Vector s = map(a, [=](double ai) { return tau - ai; });
    Vector t = map(a, [=](double ai) { return ai + 1 - tau; });
    double mu = 0.1 * (dot(u, s) + dot(v, t)) / double(2 * n);
    for (size_t i = 0; i < n; ++i) {
      z[i] = r[i] - mu / s[i] + mu / t[i];
      root[i] = 1 / std::sqrt(u[i] / s[i] + v[i] / t[i]);
    }
    Matrix A(n, p, [&](size_t i, size_t j) { return root[i] * X(i, j); });
    Vector dw = std::get<0>(ols_qr(A, map(root, z, std::multiplies{})));
    Vector da = z - predict(X, dw);
    for (size_t i = 0; i < n; ++i) {
      da[i] *= root[i] * root[i];
      du[i] = (mu + u[i] * da[i]) / s[i] - u[i];
      dv[i] = (mu - v[i] * da[i]) / t[i] - v[i];
    }
    // most of the way to where the first of them would be 0
    double k = std::min(share(u, du), share(v, dv));
    axpy(k, dw, w);
    axpy(k, du, u);
    axpy(k, dv, v);
    axpy(std::min(share(s, -1 * da), share(t, da)), da, a);
  }
  throw Refusal(NotConverged, "1000 steps are not enough");
}
