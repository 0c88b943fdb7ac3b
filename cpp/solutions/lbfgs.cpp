// Limited-memory BFGS — shared_tests/katas/lbfgs/README.md
#include "katas.hpp"

using namespace kata;

/// d = −Hg, H₊ = (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy, H₀ = (sᵀy/yᵀy)I
Vector kata::lbfgs_direction(VectorView g, MatrixView S, MatrixView Y) {
  size_t m = S.rows();
  Vector c(m), alpha(m), d = -1.0 * g;
  for (size_t i = 0; i < m; ++i) {
    c[i] = dot(S.row(i), Y.row(i));
    require(c[i] > 0, InvalidParameter, "sᵀy of pair ", i, " is ", c[i]);
  }
  // from the newest pair to the oldest: (I − ρysᵀ)d
  for (size_t i = m; i-- > 0;) {
    alpha[i] = dot(S.row(i), d) / c[i];
    axpy(-alpha[i], Y.row(i), d);
  }
  // the mean curvature along the newest step
  d = c[m - 1] / dot(Y.row(m - 1), Y.row(m - 1)) * d;
  // and back: (I − ρsyᵀ)d + αs
  for (size_t i = 0; i < m; ++i)
    axpy(alpha[i] - dot(Y.row(i), d) / c[i], S.row(i), d);
  return d;
}

/// w = argmin f = (1/n) Σᵢ δ²(√(1 + rᵢ²/δ²) − 1) + (λ/2)‖w‖², ‖∇f‖∞ ≤ tol
std::tuple<Vector, double, int64_t>
kata::lbfgs_minimize(MatrixView X, VectorView y, VectorView w0, double delta,
                     double lam, int64_t memory, double tol, int64_t max_iter) {
  require(delta > 0 && lam >= 0 && memory >= 1 && tol >= 0 && max_iter >= 0,
          InvalidParameter, "delta ", delta, ", lam ", lam, ", memory ", memory,
          ", tol ", tol, ", max_iter ", max_iter);
  auto at = [&](VectorView w) {
    double n = double(y.size()), f = lam / 2 * dot(w, w);
    Vector r = predict(X, w) - y;
    for (double &ri : r) {
      double q = std::hypot(1, ri / delta);
      f += ri * ri / (1 + q) / n;
      ri /= q * n;
    }
    return std::tuple<double, Vector>(f, rmatvec(X, r) + lam * w);
  };
  size_t p = w0.size();
  auto [f0, g0] = at(Vector(p));
  auto [f, g] = at(w0);
  Vector w(w0.begin(), w0.end()), S, Y;
  auto small = [=](double gj) { return std::abs(gj) <= tol; };
  int64_t k = 0;
  for (; !std::ranges::all_of(g, small); ++k) {
    require(k < max_iter, NotConverged, max_iter, " steps are not enough");
    // without a pair the curvature is unknown: a step of length 1 at most
    Vector s = -1 / std::max(1.0, std::sqrt(dot(g, g))) * g;
    if (size_t m = S.size() / p)
      s = lbfgs_direction(g, {S.data(), m, p}, {Y.data(), m, p});
    // r is known to ε|y|, f to ε(f + f(0)), which judges no smaller promise
    double slope = dot(g, s);
    bool close = -slope <= 1e-12 * (f + f0);
    auto trial = at(w + s);
    for (; !close && std::get<0>(trial) > f + 1e-4 * slope; slope /= 2) {
      s = 0.5 * s;
      trial = at(w + s);
    }
    // a pair without curvature, which rounding may leave, tells nothing
    Vector u = std::get<1>(trial) - g;
    if (dot(s, u) > 1e-10 * std::sqrt(dot(s, s) * dot(u, u))) {
      size_t old = S.size() / p < size_t(memory) ? 0 : p;
      S = stack(VectorView(S).subspan(old), s);
      Y = stack(VectorView(Y).subspan(old), u);
    }
    w += s;
    std::tie(f, g) = trial;
  }
  return {w, f, k};
}
