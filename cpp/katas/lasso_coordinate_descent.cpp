// Lasso by cyclic coordinate descent —
// shared_tests/katas/lasso_coordinate_descent/README.md
#include "katas.hpp"

using namespace kata;

/// λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first
double kata::lasso_lambda_max(MatrixView X, VectorView y, bool fit_intercept) {
  // X[n,p], y[n], fit_intercept:bool -> lambda_max
  not_implemented();
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁
std::tuple<Vector, double, double, int64_t>
kata::lasso(MatrixView X, VectorView y, double lam, bool fit_intercept,
            double tol, int64_t max_sweeps) {
  // X[n,p], y[n], lam, fit_intercept:bool, tol, max_sweeps:int -> w[p], b, gap,
  // sweeps:int
  not_implemented();
}
