// Newton's method for logistic regression —
// shared_tests/katas/logistic_newton/README.md
#include "katas.hpp"

using namespace kata;

/// (w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
std::tuple<Vector, double, int64_t, double>
kata::logistic_newton(MatrixView X, Labels y, double lam, bool fit_intercept,
                      double tol, int64_t max_iter) {
  require(std::min(lam, tol) >= 0 && max_iter >= 0, InvalidParameter, "lam ",
          lam, ", tol ", tol, ", max_iter ", max_iter);
  size_t n = X.rows(), p = X.cols();
  bool one_class = fit_intercept && std::ranges::count(y, y[0]) == ssize(y);
  // z = Dv, v = (w, b); without an intercept, column b is 0 and b stays 0
  Matrix D(n, p + 1,
           [=](size_t i, size_t j) { return j < p ? X(i, j) : fit_intercept; });
  Vector v(p + 1), d;
  auto value = [&](VectorView v) {
    return logistic_value_grad(X, y, v.first(p), v[p], lam);
  };
  for (int64_t k = 0; k <= max_iter; ++k) {
    auto [J, g, gb] = value(v);
    g.push_back(gb * fit_intercept);
    // σ′ = σ(1 − σ), so the loss has the Hessian Dᵀdiag(σ(1 − σ))D/n
    Vector s = sigmoid(matvec(D, v));
    Matrix H = gram(Matrix(n, p + 1, [&](size_t i, size_t j) {
      return D(i, j) * std::sqrt(s[i] * (1 - s[i]) / n);
    }));
    for (size_t j = 0; j <= p; ++j)
      H(j, j) += j < p ? lam : !fit_intercept;
    try {
      d = cholesky_solve(H, g);
    } catch (const Refusal &refusal) {
      throw Refusal(RankDeficient, "H is singular: ", refusal.what());
    }
    // where every (2yᵢ − 1)zᵢ grows along −d, the loss falls for ever
    Vector growth = matvec(D, d);
    for (size_t i = 0; i < n; ++i)
      growth[i] *= 1 - 2 * y[i];
    auto [low, high] = std::ranges::minmax(growth);
    require(!one_class && (lam > 0 || low <= -1e-6 * high), NoFiniteOptimum,
            "J falls for ever, as seen at step ", k);
    // J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
    double gain = dot(g, d) / 2, t = 1;
    if (gain <= tol)
      return {Vector(v.begin(), v.end() - 1), v[p], k, J};
    // J is known to εJ only, so it cannot judge a step that promises less
    while (gain > 1e-9 * (1 + J) &&
           std::get<0>(value(v - t * d)) > J - 2e-4 * t * gain)
      t /= 2;
    v -= t * d;
  }
  throw Refusal(NotConverged, max_iter, " steps are not enough");
}
