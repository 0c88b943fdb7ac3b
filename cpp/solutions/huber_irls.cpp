// Huber regression by reweighted least squares —
// shared_tests/katas/huber_irls/README.md
#include "katas.hpp"

using namespace kata;

static double absolute(double r) { return std::abs(r); }

/// vᵢ = min(1, δ/|rᵢ|)
Vector kata::huber_weights(VectorView r, double delta) {
  require(delta > 0, InvalidParameter, "the threshold is ", delta,
          ", not positive");
  // vᵢrᵢ = ρ′(rᵢ): rᵢ itself, but never beyond ±δ
  return map(r,
             [=](double ri) { return delta / std::max(std::abs(ri), delta); });
}

/// w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), ρ(r) = ½r² where |r| ≤ δ, else δ|r| − ½δ²
std::tuple<Vector, int64_t> kata::huber(MatrixView X, VectorView y,
                                        double delta, double tol,
                                        int64_t max_iter) {
  require(tol >= 0 && max_iter >= 0, InvalidParameter, "tol is ", tol,
          ", max_iter is ", max_iter);
  // what column j can at most pull with at w = 0: Σ |xᵢⱼ ρ′(yᵢ)|
  Vector slopes = map(y, huber_weights(y, delta), std::multiplies{});
  Vector pull = rmatvec(map(X, absolute), map(slopes, absolute));
  Vector w = ols(X, y);
  for (int64_t k = 0; k <= max_iter; ++k) {
    Vector r = y - predict(X, w), v = huber_weights(r, delta);
    // ∇J = −Xᵀρ′(r)/n = 0
    Vector g = rmatvec(X, map(v, r, std::multiplies{}));
    auto rests = [=](double gj, double pj) { return std::abs(gj) <= tol * pj; };
    if (std::ranges::equal(g, pull, rests))
      return {w, k};
    // ½vᵢz² + const lies above ρ(z) and touches it at z = rᵢ: J falls
    w = std::get<0>(wls(X, y, v));
  }
  throw Refusal(NotConverged, max_iter, " weighted fits are not enough");
}

/// w = wls(X, y, min(1, c·scale/|r|)), scale = median |r| / Φ⁻¹(¾), r = y − Xw
std::tuple<Vector, double> kata::huber_mad(MatrixView X, VectorView y, double c,
                                           int64_t iters) {
  require(c > 0 && iters >= 1, InvalidParameter, "c is ", c, ", iters is ",
          iters);
  Vector w = ols(X, y);
  double scale = 0, largest = std::ranges::max(map(y, absolute));
  for (int64_t k = 0; k < iters; ++k) {
    Vector r = y - predict(X, w);
    // half of all normal errors are smaller than 0.6745 σ
    scale = median(map(r, absolute)) / 0.6744897501960817;
    // half of the rows are met, up to rounding
    if (scale <= 1e-12 * largest)
      return {w, 0};
    w = std::get<0>(wls(X, y, huber_weights(r, c * scale)));
  }
  return {w, scale};
}
