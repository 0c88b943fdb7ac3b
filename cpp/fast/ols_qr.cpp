// Least squares by QR, X read once — shared_tests/katas/ols_qr/README.md
#include "fast/tall_qr.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// Rw = z₁ and sse = ‖z₂‖², where Hₚ…H₁[X y] = [R z₁; 0 z₂]
std::tuple<Vector, double> kata::ols_qr(MatrixView X, VectorView y) {
  size_t n = X.rows(), p = X.cols();
  require(n >= p, RankDeficient, p, " columns of length ", n, " are dependent");
  // reflections keep lengths: ‖Xw − y‖² = ‖Rw − z₁‖² + ‖z₂‖²
  Matrix Rz(p, p + 1);
  Strip strip(p);
  double sse = 0;
  for (size_t i = 0; i < n; i += TALL) {
    strip.fold(X, y, i, Rz);
    sse += inner(strip.last(), strip.last(), TALL);
  }
  auto [R, z] = full_rank(Rz);
  // where n = p, z₂ is empty, and what the strips leave is rounding
  return {back_substitution(R, z), n > p ? sse : 0};
}
