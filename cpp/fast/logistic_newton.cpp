// Newton's method for logistic regression that reads X once per step —
// shared_tests/katas/logistic_newton/README.md
#include "fast/logistic.hpp"
#include "fast/upper_factor.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// J at v = (w, b), ∇J, and the upper triangle of [∇²J ∇J]; without an
/// intercept, column b of [X 1] is 0.
static std::tuple<double, Vector, PaddedMatrix>
at(VectorView v, MatrixView X, IndexView y, double lam, bool fit_intercept) {
  size_t n = X.rows(), p = X.cols();
  Logistic sums(X, y, v.first(p), v[p]);
  // σ′(z) = σ(z)σ(−z), and the loss has the Hessian [X 1]ᵀdiag(σ′(z))[X 1]/n
  PaddedMatrix H = gram_upper(X, p + 2, [&](size_t i, PackedRows &B) {
    if (i % FEW == 0)
      sums.add(i);
    double root = std::sqrt(sums.slope[i % FEW] / double(n));
    B.push([&](std::span<double> z) {
      for (size_t j = 0; j < p; ++j)
        z[j] = root * X(i, j);
      z[p] = root * fit_intercept;
    });
  });
  Vector g = sums.gw / double(n) + lam * v.first(p);
  g.push_back(sums.gb() / double(n) * fit_intercept);
  for (size_t j = 0; j <= p; ++j) {
    H(j, j) += j < p ? lam : !fit_intercept;
    H(j, p + 1) = g[j];
  }
  double square = inner(v.data(), v.data(), p);
  return {sums.loss() / double(n) + lam / 2 * square, g, std::move(H)};
}

/// d with Hd = g where λ may be lost in H = AᵀA, A = [diag(√(σ′(z)/n)) D; √Λ]:
/// √λ is not lost in A = QR, and H = RᵀR.
static Vector by_rows(VectorView v, MatrixView X, VectorView g, double lam,
                      bool fit_intercept) {
  size_t n = X.rows(), p = X.cols();
  Vector z = matvec(X, v.first(p)) + v[p];
  Vector s = sigmoid(z), rest = sigmoid(-1 * z);
  Matrix A(n + p + 1, p + 1, [&](size_t i, size_t j) {
    return i < n        ? (j < p ? X(i, j) : fit_intercept) *
                              std::sqrt(s[i] * rest[i] / double(n))
           : i != n + j ? 0
           : j < p      ? std::sqrt(lam)
                        : !fit_intercept;
  });
  Matrix R = std::get<1>(reflections(A));
  return back_substitution(R, forward_substitution(transpose(R), g));
}

/// No mᵢ = (2yᵢ − 1)zᵢ falls along u and one grows, by 1e-6 of its terms.
static bool separates(VectorView u, MatrixView X, IndexView y,
                      bool fit_intercept) {
  bool falls = false, grows = false;
  for (size_t i = 0; i < y.size() && !falls; ++i) {
    double growth = u.back() * fit_intercept, terms = std::abs(growth);
    for (size_t j = 0; j < X.cols(); ++j) {
      double part = X(i, j) * u[j];
      growth += part;
      terms += std::abs(part);
    }
    growth *= y[i] == 1 ? 1 : -1;
    falls = !(growth >= -1e-6 * terms);
    grows = grows || growth > 1e-6 * terms;
  }
  return grows && !falls;
}

/// (w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
std::tuple<Vector, double, int64_t, double>
kata::logistic_newton(MatrixView X, IndexView y, double lam, bool fit_intercept,
                      double tol, int64_t max_iter) {
  require(std::min(lam, tol) >= 0 && max_iter >= 0, InvalidParameter, "lam ",
          lam, ", tol ", tol, ", max_iter ", max_iter);
  for (int64_t label : y)
    require(label == 0 || label == 1, InvalidLabel, "label ", label);
  size_t p = X.cols();
  bool one_class = fit_intercept && std::ranges::count(y, y[0]) == ssize(y);
  Vector v(p + 1), d, largest(p + 1, fit_intercept);
  for (size_t i = 0; i < y.size() && lam == 0; ++i)
    for (size_t j = 0; j < p; ++j)
      largest[j] = std::max(largest[j], std::abs(X(i, j)));
  double gain = INFINITY;
  auto [J, g, H] = at(v, X, y, lam, fit_intercept);
  for (int64_t k = 0; k <= max_iter; ++k) {
    try {
      factor(H, p + 1);
      d = back_substituted(H, p + 1);
    } catch (const Refusal &refusal) {
      require(lam > 0, RankDeficient, "H is singular: ", refusal.what());
      d = by_rows(v, X, g, lam, fit_intercept);
    }
    // what is at rest beside the largest part of d is on the way to 0
    Vector step = -1 * d, moving = step, reach;
    for (size_t j = 0; j <= p; ++j)
      reach.push_back(largest[j] * std::abs(d[j]));
    for (size_t j = 0; j <= p; ++j)
      if (!(reach[j] > 1e-6 * std::ranges::max(reach)))
        moving[j] = 0;
    require(!one_class &&
                (lam > 0 || !(separates(step, X, y, fit_intercept) ||
                              separates(moving, X, y, fit_intercept))),
            NoFiniteOptimum, "J falls for ever, as seen at step ", k);
    // J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
    double last = gain, before = J;
    gain = dot(g, d) / 2;
    // J is known to εJ only, so it cannot judge a step that promises less;
    // and a gain that no longer falls there consists of rounding errors
    bool small = gain <= 1e-9 * J;
    if (gain <= tol || (small && gain >= last))
      return {Vector(v.begin(), v.end() - 1), v[p], k, J};
    const Vector start = v;
    for (double t = 1; k < max_iter; t /= 2) {
      // with the value come the derivatives that the next step needs
      v = start - t * d;
      std::tie(J, g, H) = at(v, X, y, lam, fit_intercept);
      if (small || !(J > before - 2e-4 * t * gain))
        break;
    }
  }
  throw Refusal(NotConverged, max_iter, " steps are not enough");
}
