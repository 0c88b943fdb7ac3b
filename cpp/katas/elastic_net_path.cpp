// Elastic net along a warm-started λ path —
// shared_tests/katas/elastic_net_path/README.md
#include "katas.hpp"

using namespace kata;

/// λᵢ = λ₀ ratio^(i/(k−1)), i = 0 … k−1, where λ₀ = ‖Xᵀy‖∞ / nα, centred
Vector kata::lambda_grid(MatrixView X, VectorView y, double alpha, int64_t k,
                         double ratio, bool fit_intercept) {
  // X[n,p], y[n], alpha, k:int, ratio, fit_intercept:bool -> lambdas[k]
  not_implemented();
}

/// Wᵢ, bᵢ = argmin (1/2n)‖y − b − Xw‖² + λᵢ(α‖w‖₁ + ½(1−α)‖w‖²)
std::tuple<Matrix, Vector>
kata::elastic_net_path(MatrixView X, VectorView y, VectorView lambdas,
                       double alpha, bool fit_intercept, double tol,
                       int64_t max_sweeps) {
  // X[n,p], y[n], lambdas[k], alpha, fit_intercept:bool, tol, max_sweeps:int -> W[k,p],
  // b[k]
  not_implemented();
}
