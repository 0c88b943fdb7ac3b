// Damped Newton on a smooth robust loss —
// shared_tests/katas/newton_backtracking/README.md
#include "katas.hpp"

using namespace kata;

/// f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f
std::tuple<double, Vector, Matrix>
kata::pseudo_huber(MatrixView X, VectorView y, VectorView w, double delta,
                   double lam) {
  require(delta > 0 && lam >= 0, InvalidParameter, "delta is ", delta,
          ", lam is ", lam);
  double n = double(X.rows());
  Vector r = predict(X, w) - y;
  Matrix Z(X);
  double f = lam / 2 * dot(w, w);
  for (size_t i = 0; i < r.size(); ++i) {
    double q = std::hypot(1, r[i] / delta);
    // δ²(q − 1) = r²/(1 + q), without cancellation
    f += r[i] * r[i] / (1 + q) / n;
    // d/dr δ²(q − 1) = r/q
    r[i] /= q * n;
    // d/dr (r/q) = 1/q − r²/(δ²q³) = q⁻³
    for (double &z : Z.row(i))
      z /= q * std::sqrt(q * n);
  }
  return {f, rmatvec(X, r) + lam * w, gram(Z) + lam * identity(w.size())};
}

/// wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)
std::tuple<Vector, double, int64_t, Vector>
kata::newton_pseudo_huber(MatrixView X, VectorView y, VectorView w0,
                          double delta, double lam, double tol,
                          int64_t max_iter) {
  require(tol >= 0 && max_iter >= 0, InvalidParameter, "tol is ", tol,
          ", max_iter is ", max_iter);
  size_t n = X.rows(), p = X.cols();
  Vector w(w0.begin(), w0.end()), d, history(max_iter + 1);
  auto [f, g, H] = pseudo_huber(X, y, w, delta, lam);
  double f0 = std::get<0>(pseudo_huber(X, y, Vector(p), delta, lam)), D = 1e300;
  for (int64_t k = 0; k <= max_iter; ++k) {
    std::fill(history.begin() + k, history.end(), f);
    try {
      d = cholesky_solve(H, g);
    } catch (const Refusal &) {
      // what is lost in H = AᵀA is not in A = [diag(q⁻³ᐟ²/√n)X; √λI]; g = Aᵀc
      Matrix Z(n, p);
      Vector c = predict(X, w) - y;
      for (size_t i = 0; i < n; ++i) {
        double q = std::hypot(1, c[i] / delta);
        axpy(1 / (q * std::sqrt(q * double(n))), X.row(i), Z.row(i));
        c[i] *= std::sqrt(q / double(n));
      }
      double root = std::sqrt(lam);
      d = std::get<0>(ols_qr(stack(Z, root * identity(p)), stack(c, root * w)));
    }
    // f(w − d) ≈ f − gᵀd + ½dᵀHd = f − D
    double last = std::exchange(D, dot(g, d) / 2), t = 1;
    // r is known to ε|y|, f to ε(f + f(0)), which judges no smaller promise
    bool close = D <= 1e-12 * (f + f0);
    // where D no longer falls, it consists of rounding errors
    if (D <= tol || (close && D >= last))
      return {w, f, k, history};
    // the slope of f along −d is −2D
    auto trial = pseudo_huber(X, y, w - d, delta, lam);
    while (!close && std::get<0>(trial) > f - 2e-4 * t * D) {
      t /= 2;
      require(t >= 0x1p-50, NotConverged, "f does not fall at step ", k);
      trial = pseudo_huber(X, y, w - t * d, delta, lam);
    }
    w -= t * d;
    std::tie(f, g, H) = trial;
  }
  throw Refusal(NotConverged, max_iter, " steps are not enough");
}
