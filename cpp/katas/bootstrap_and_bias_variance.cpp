// Resampling, and bias² + variance —
// shared_tests/katas/bootstrap_and_bias_variance/README.md
#include "katas.hpp"

using namespace kata;

/// Wᵣ = ols of the rows in stretch r of indices; se = sd, bounds = quantiles
std::tuple<Matrix, Vector, Vector, Vector>
kata::bootstrap_ols(MatrixView X, VectorView y, IndexView indices,
                    double level) {
  // X[n,p], y[n], indices[m]:int, level -> W[m//n,p], se[p], lower[p], upper[p]
  not_implemented();
}

/// F = X·ols(X, Y): mean (F̄ − f)², mean (F − F̄)², mean (F − f)²
std::tuple<double, double, double>
kata::bias_variance(MatrixView X, VectorView f, MatrixView Y) {
  // X[n,p], f[n], Y[n,R] -> bias2, variance, total
  not_implemented();
}
