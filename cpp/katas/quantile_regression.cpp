// Quantile regression by an interior-point method —
// shared_tests/katas/quantile_regression/README.md
#include "katas.hpp"

using namespace kata;

/// loss = (1/n) Σ ρ(yᵢ − qᵢ), ρ(r) = τr where r ≥ 0, else (τ − 1)r
double kata::pinball_loss(VectorView y, VectorView q, double tau) {
  // y[n], q[n], tau -> loss
  not_implemented();
}

/// w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), loss = its minimum, ρ as in pinball_loss
std::tuple<Vector, double> kata::quantile_regression(MatrixView X, VectorView y,
                                                     double tau) {
  // X[n,p], y[n], tau -> w[p], loss
  not_implemented();
}
