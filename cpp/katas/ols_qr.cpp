// Least squares without squaring the condition number —
// shared_tests/katas/ols_qr/README.md
#include "katas.hpp"

using namespace kata;

/// Rw = z₁ and sse = ‖z₂‖², where Hₚ…H₁[X y] = [R z₁; 0 z₂]
std::tuple<Vector, double> kata::ols_qr(MatrixView X, VectorView y) {
  // X[n,p], y[n] -> w[p], sse
  not_implemented();
}
