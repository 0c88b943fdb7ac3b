// Newton's method for logistic regression that reads X once per step —
// shared_tests/katas/logistic_newton/README.md
#include "fast/logistic.hpp"
#include "fast/upper_factor.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// J at v = (w, b), ∇J, and the upper triangle of [∇²J ∇J]; without an
/// intercept, column b of [X 1] is 0.
static std::tuple<double, Vector, Padded>
at(VectorView v, MatrixView X, Labels y, double lam, bool fit_intercept) {
  size_t n = X.rows(), p = X.cols();
  Logistic sums(X, y, v.first(p), v[p]);
  // σ′ = σ(1 − σ), so the loss has the Hessian [X 1]ᵀdiag(σ(1 − σ))[X 1]/n
  Padded H = gram_upper(X, p + 2, [&](size_t i, Block &B) {
    if (i % FEW == 0)
      sums.add(i);
    double root = std::sqrt(sums.slope[i % FEW] / n);
    B.push([&](std::span<double> z) {
      for (size_t j = 0; j < p; ++j)
        z[j] = root * X(i, j);
      z[p] = root * fit_intercept;
    });
  });
  Vector g = sums.gw / n + lam * v.first(p);
  g.push_back(sums.gb() / n * fit_intercept);
  for (size_t j = 0; j <= p; ++j) {
    H(j, j) += j < p ? lam : !fit_intercept;
    H(j, p + 1) = g[j];
  }
  double square = inner(v.data(), v.data(), p);
  return {sums.loss() / n + lam / 2 * square, g, std::move(H)};
}

/// (w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
std::tuple<Vector, double, int64_t, double>
kata::logistic_newton(MatrixView X, Labels y, double lam, bool fit_intercept,
                      double tol, int64_t max_iter) {
  require(std::min(lam, tol) >= 0 && max_iter >= 0, InvalidParameter, "lam ",
          lam, ", tol ", tol, ", max_iter ", max_iter);
  for (int64_t label : y)
    require(label == 0 || label == 1, InvalidLabel, "label ", label);
  size_t p = X.cols();
  bool one_class = fit_intercept && std::ranges::count(y, y[0]) == ssize(y);
  Vector v(p + 1), d;
  auto [J, g, H] = at(v, X, y, lam, fit_intercept);
  for (int64_t k = 0; k <= max_iter; ++k) {
    try {
      factor(H, p + 1);
      d = back_substituted(H, p + 1);
    } catch (const Refusal &refusal) {
      throw Refusal(RankDeficient, "H is singular: ", refusal.what());
    }
    // where every (2yᵢ − 1)zᵢ grows along −d, the loss falls for ever
    require(!one_class, NoFiniteOptimum, "J falls for ever along b");
    if (lam == 0) {
      Vector growth = matvec(X, VectorView(d).first(p)) + fit_intercept * d[p];
      for (size_t i = 0; i < y.size(); ++i)
        growth[i] *= 1 - 2 * y[i];
      auto [low, high] = std::ranges::minmax(growth);
      require(low <= -1e-6 * high, NoFiniteOptimum,
              "J falls for ever, as seen at step ", k);
    }
    // J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
    double gain = dot(g, d) / 2, before = J;
    if (gain <= tol)
      return {Vector(v.begin(), v.end() - 1), v[p], k, J};
    // J is known to εJ only, so it cannot judge a step that promises less
    bool sure = gain <= 1e-9 * (1 + J);
    const Vector start = v;
    for (double t = 1; k < max_iter; t /= 2) {
      // with the value come the derivatives that the next step needs
      v = start - t * d;
      std::tie(J, g, H) = at(v, X, y, lam, fit_intercept);
      if (sure || !(J > before - 2e-4 * t * gain))
        break;
    }
  }
  throw Refusal(NotConverged, max_iter, " steps are not enough");
}
