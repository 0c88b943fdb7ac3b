// Newton's method for logistic regression —
// shared_tests/katas/logistic_newton/README.md
#include "katas.hpp"

using namespace kata;

/// (w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
std::tuple<Vector, double, int64_t, double>
kata::logistic_newton(MatrixView X, IndexView y, double lam, bool fit_intercept,
                      double tol, int64_t max_iter) {
  require(std::min(lam, tol) >= 0 && max_iter >= 0, InvalidParameter, "lam ",
          lam, ", tol ", tol, ", max_iter ", max_iter);
  size_t n = X.rows(), p = X.cols();
  bool one_class = fit_intercept && std::ranges::count(y, y[0]) == ssize(y);
  // z = Dv, v = (w, b); without an intercept, column b is 0 and b stays 0
  Matrix D(n, p + 1,
           [=](size_t i, size_t j) { return j < p ? X(i, j) : fit_intercept; });
  Vector v(p + 1), d, largest;
  double gain = INFINITY;
  auto value = [&](VectorView v) {
    return logistic_value_grad(X, y, v.first(p), v[p], lam);
  };
  auto size = [](double x) { return std::abs(x); };
  for (size_t j = 0; j <= p; ++j)
    largest.push_back(std::ranges::max(map(transpose(D).row(j), size)));
  auto separates = [&](VectorView u) {
    // no mᵢ = (2yᵢ − 1)zᵢ falls along u and one grows, by 1e-6 of its terms
    Vector change = matvec(D, u), noise = matvec(map(D, size), map(u, size));
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < n; ++i) {
      double growth = (y[i] == 1 ? 1 : -1) * change[i];
      least = std::min(least, growth + 1e-6 * noise[i]);
      most = std::max(most, growth - 1e-6 * noise[i]);
    }
    return least >= 0 && most > 0;
  };
  for (int64_t k = 0; k <= max_iter; ++k) {
    auto [J, g, gb] = value(v);
    g.push_back(gb * fit_intercept);
    // σ′(z) = σ(z)σ(−z), so H = AᵀA with A = [diag(√(σ′(z)/n)) D; √Λ]
    Vector z = matvec(D, v), s = sigmoid(z), rest = sigmoid(-1 * z);
    Matrix A(n + p + 1, p + 1, [&](size_t i, size_t j) {
      return i < n        ? D(i, j) * std::sqrt(s[i] * rest[i] / double(n))
             : i != n + j ? 0
             : j < p      ? std::sqrt(lam)
                          : !fit_intercept;
    });
    try {
      d = cholesky_solve(gram(A), g);
    } catch (const Refusal &refusal) {
      require(lam > 0, RankDeficient, "H is singular: ", refusal.what());
      // λ may be lost in AᵀA, but √λ is not in A = QR, and H = RᵀR
      Matrix R = std::get<1>(reflections(A));
      d = back_substitution(R, forward_substitution(transpose(R), g));
    }
    // what is at rest beside the largest part of d is on the way to 0
    Vector u = -1 * d, reach = map(largest, map(d, size), std::multiplies{});
    Vector moving = map(u, reach, [&](double uj, double r) {
      return r > 1e-6 * std::ranges::max(reach) ? uj : 0;
    });
    require(!one_class && (lam > 0 || !(separates(u) || separates(moving))),
            NoFiniteOptimum, "J falls for ever, as seen at step ", k);
    // J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
    double last = std::exchange(gain, dot(g, d) / 2), t = 1;
    // J is known to εJ only, so it cannot judge a step that promises less;
    // and a gain that no longer falls there consists of rounding errors
    bool small = gain <= 1e-9 * J;
    if (gain <= tol || (small && gain >= last))
      return {Vector(v.begin(), v.end() - 1), v[p], k, J};
    while (!small && std::get<0>(value(v - t * d)) > J - 2e-4 * t * gain)
      t /= 2;
    v -= t * d;
  }
  throw Refusal(NotConverged, max_iter, " steps are not enough");
}
