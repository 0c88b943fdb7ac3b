// Observations with weights —
// shared_tests/katas/weighted_least_squares/README.md
#include "katas.hpp"

using namespace kata;

/// w = argmin ½ Σ vᵢ(xᵢᵀw − yᵢ)², sse = Σ vᵢrᵢ² with r = y − Xw
std::tuple<Vector, double> kata::wls(MatrixView X, VectorView y, VectorView v) {
  // X[n,p], y[n], v[n] -> w[p], sse
  not_implemented();
}
