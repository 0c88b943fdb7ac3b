// One observation at a time —
// shared_tests/katas/recursive_least_squares/README.md
#include "katas.hpp"

using namespace kata;

/// e = y − xᵀw, u = Px, c = f + xᵀu, w += eu/c, P = (P − uuᵀ/c)/f, P₀ = I/δ
std::tuple<Vector, Matrix, Vector> kata::rls(MatrixView X, VectorView y,
                                             double forget, double delta) {
  require(forget > 0 && forget <= 1, InvalidParameter, "forget is ", forget,
          ", not above 0 and at most 1");
  require(delta > 0, InvalidParameter, "delta is ", delta, ", not positive");
  size_t n = X.rows(), p = X.cols();
  // P is the inverse of A = Σ fⁿ⁻ⁱxᵢxᵢᵀ + fⁿδI; before the first row A = δI
  Vector w(p), e(n);
  Matrix P = identity(p) / delta;
  for (size_t i = 0; i < n; ++i) {
    VectorView x = X.row(i);
    // w has not seen this row
    e[i] = y[i] - dot(x, w);
    // A → fA + xxᵀ, so P → (P − uuᵀ/c)/f, and there Px is u/c
    Vector u = matvec(P, x);
    double c = forget + dot(x, u);
    axpy(e[i] / c, u, w);
    for (size_t j = 0; j < p; ++j)
      for (size_t k = 0; k < p; ++k)
        P(j, k) = (P(j, k) - u[j] * u[k] / c) / forget;
  }
  return {w, P, e};
}
