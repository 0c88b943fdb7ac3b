// Newton's method for logistic regression that reads X once per step —
// shared_tests/katas/logistic_newton/README.md
#include "fast/inverse.hpp"
#include "fast/logistic.hpp"
#include "fast/products.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// J and ∇J at v = (w, b), and ∇²J into *H, unless H is null; without an
/// intercept, column b of [X 1] is 0.
static std::tuple<double, Vector> at(VectorView v, MatrixView X, Labels y,
                                     double lam, bool fit_intercept,
                                     Matrix *H) {
  size_t n = X.rows(), p = X.cols();
  Logistic sums(X, y, v.first(p), v[p]);
  // σ′ = σ(1 − σ), so the loss has the Hessian [X 1]ᵀdiag(σ(1 − σ))[X 1]/n
  auto row = [&](size_t i, auto z) {
    if (i % FEW == 0)
      sums.add(i);
    double root = std::sqrt(sums.slope[i % FEW] / n);
    for (size_t j = 0; j < p; ++j)
      z[j] = root * X(i, j);
    z[p] = root * fit_intercept;
  };
  if (H) {
    *H = gram_of(X, p + 1, row);
    for (size_t j = 0; j <= p; ++j)
      (*H)(j, j) += j < p ? lam : !fit_intercept;
  } else
    for (size_t i = 0; i < n; i += FEW)
      sums.add(i);
  Vector g = std::move(sums.gw);
  for (size_t j = 0; j < p; ++j)
    g[j] = g[j] / n + lam * v[j];
  g.push_back(sums.gb() / n * fit_intercept);
  double square = inner(v.data(), v.data(), p);
  return {sums.loss() / n + lam / 2 * square, std::move(g)};
}

/// (w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
std::tuple<Vector, double, int64_t, double>
kata::logistic_newton(MatrixView X, Labels y, double lam, bool fit_intercept,
                      double tol, int64_t max_iter) {
  require(std::min(lam, tol) >= 0 && max_iter >= 0, InvalidParameter, "lam ",
          lam, ", tol ", tol, ", max_iter ", max_iter);
  for (int64_t label : y)
    require(label == 0 || label == 1, InvalidLabel, "label ", label);
  size_t n = X.rows(), p = X.cols();
  bool one_class = fit_intercept && std::ranges::count(y, y[0]) == ssize(y);
  // where there are many columns, H costs as much as several gradients
  bool keep = lam > 0 && p > 32, fresh = true;
  Vector v(p + 1), d;
  Matrix H;
  Inverse inverse;
  double last = INFINITY;
  auto [J, g] = at(v, X, y, lam, fit_intercept, &H);
  for (int64_t k = 0; k <= max_iter; ++k) {
    if (!fresh) {
      d = inverse.times(g);
      fresh = !(dot(g, d) / 2 <= last / 10); // H has changed too much
      if (fresh)
        at(v, X, y, lam, fit_intercept, &H);
    }
    if (fresh) {
      try {
        inverse.factor(H);
      } catch (const Refusal &refusal) {
        throw Refusal(RankDeficient, "H is singular: ", refusal.what());
      }
      d = inverse.times(g);
    }
    // where every (2yᵢ − 1)zᵢ grows along −d, the loss falls for ever
    require(!one_class, NoFiniteOptimum, "J falls for ever along b");
    if (lam == 0) {
      Vector growth = matvec(X, VectorView(d).first(p));
      for (size_t i = 0; i < n; ++i)
        growth[i] = (growth[i] + fit_intercept * d[p]) * (1 - 2 * y[i]);
      auto [low, high] = std::ranges::minmax(growth);
      require(low <= -1e-6 * high, NoFiniteOptimum,
              "J falls for ever, as seen at step ", k);
    }
    // J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
    double gain = dot(g, d) / 2;
    if (gain <= tol)
      return {Vector(v.begin(), v.end() - 1), v[p], k, J};
    // J is known to εJ only, so it cannot judge a step that promises less
    bool sure = gain <= 1e-9 * (1 + J);
    const Vector start = v, slopes = g;
    double before = J, t = 1;
    for (; k < max_iter; t /= 2) {
      v = start;
      add(v, -t, d);
      // with the value come the derivatives that the next step needs
      std::tie(J, g) = at(v, X, y, lam, fit_intercept, keep ? nullptr : &H);
      if (sure || !(J > before - 2e-4 * t * gain))
        break;
    }
    if (keep) {
      Vector s = v, dg = g;
      add(s, -1, start);
      add(dg, -1, slopes);
      inverse.learn(s, dg);
      fresh = false;
      last = gain;
    }
  }
  throw Refusal(NotConverged, max_iter, " steps are not enough");
}
