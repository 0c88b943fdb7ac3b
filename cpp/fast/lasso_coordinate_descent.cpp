// Lasso by coordinate descent on XᵀX of a working set —
// shared_tests/katas/lasso_coordinate_descent/README.md
#include "fast/active_set.hpp"
#include "katas.hpp"

using namespace kata;

/// w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁
std::tuple<Vector, double, double, int64_t>
kata::lasso(MatrixView X, VectorView y, double lam, bool fit_intercept,
            double tol, int64_t max_sweeps) {
  require(lam > 0, InvalidParameter, "lam is ", lam, ", not positive");
  require(tol >= 0 && max_sweeps >= 1, InvalidParameter, "tol is ", tol,
          ", max_sweeps is ", max_sweeps);
  fast::ActiveSetSolver fit(X, y, fit_intercept);
  fit.fit(lam, 0, fit.enough(tol), max_sweeps);
  return {fit.w, fit.b, fit.gap, fit.sweeps};
}
