// One observation at a time —
// shared_tests/katas/recursive_least_squares/README.md
#include "katas.hpp"

using namespace kata;

/// e = y − xᵀw, u = Px, c = f + xᵀu, w += eu/c, P = (P − uuᵀ/c)/f, P₀ = I/δ
std::tuple<Vector, Matrix, Vector> kata::rls(MatrixView X, VectorView y,
                                             double forget, double delta) {
  // X[n,p], y[n], forget, delta -> w[p], P[p,p], e[n]
  not_implemented();
}
