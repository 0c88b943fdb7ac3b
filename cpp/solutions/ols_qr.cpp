// Least squares without squaring the condition number —
// shared_tests/katas/ols_qr/README.md
#include "katas.hpp"

using namespace kata;

/// Rw = z₁ and sse = ‖z₂‖², where Hₚ…H₁[X y] = [R z₁; 0 z₂]
std::tuple<Vector, double> kata::ols_qr(MatrixView X, VectorView y) {
  auto [V, R] = reflections(X);
  Vector z = reflect(V, y);
  // reflections keep lengths: ‖Xw − y‖² = ‖Rw − z₁‖² + ‖z₂‖²
  VectorView z1 = VectorView(z).first(X.cols());
  VectorView z2 = VectorView(z).subspan(X.cols());
  return {back_substitution(R, z1), dot(z2, z2)};
}
