// Huber regression by reweighted least squares —
// shared_tests/katas/huber_irls/README.md
#include "katas.hpp"

using namespace kata;

static double absolute(double r) { return std::abs(r); }

/// vᵢ = min(1, δ/|rᵢ|)
Vector kata::huber_weights(VectorView r, double delta) {
  // r[n], delta -> v[n]
  not_implemented();
}

/// w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), ρ(r) = ½r² where |r| ≤ δ, else δ|r| − ½δ²
std::tuple<Vector, int64_t> kata::huber(MatrixView X, VectorView y,
                                        double delta, double tol,
                                        int64_t max_iter) {
  // X[n,p], y[n], delta, tol, max_iter:int -> w[p], iters:int
  not_implemented();
}

/// w = wls(X, y, min(1, c·scale/|r|)), scale = median |r| / Φ⁻¹(¾), r = y − Xw
std::tuple<Vector, double> kata::huber_mad(MatrixView X, VectorView y, double c,
                                           int64_t iters) {
  // X[n,p], y[n], c, iters:int -> w[p], scale
  not_implemented();
}
