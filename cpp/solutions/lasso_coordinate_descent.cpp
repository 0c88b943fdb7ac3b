// Lasso by cyclic coordinate descent —
// shared_tests/katas/lasso_coordinate_descent/README.md
#include "katas.hpp"

using namespace kata;

/// λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first
double kata::lasso_lambda_max(MatrixView X, VectorView y, bool fit_intercept) {
  if (fit_intercept) {
    auto [Xc, yc, x_mean, y_mean] = center(X, y);
    return lasso_lambda_max(Xc, yc, false);
  }
  // at w = 0 the slopes of the loss are −Xᵀy/n, and λ holds all up to its size
  double largest = 0;
  for (double c : rmatvec(X, y))
    largest = std::max(largest, std::abs(c));
  return largest / double(y.size());
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁
std::tuple<Vector, double, double, int64_t>
kata::lasso(MatrixView X, VectorView y, double lam, bool fit_intercept,
            double tol, int64_t max_sweeps) {
  require(lam > 0, InvalidParameter, "lam is ", lam, ", not positive");
  require(tol >= 0 && max_sweeps >= 1, InvalidParameter, "tol is ", tol,
          ", max_sweeps is ", max_sweeps);
  if (fit_intercept) {
    // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
    auto [Xc, yc, x_mean, y_mean] = center(X, y);
    auto [w, _, gap, sweeps] = lasso(Xc, yc, lam, false, tol, max_sweeps);
    return {w, y_mean - dot(x_mean, w), gap, sweeps};
  }
  const Matrix columns = transpose(X);
  double n = double(y.size()), gap = 0;
  Vector w(X.cols()), r(y.begin(), y.end());
  for (int64_t sweep = 1; sweep <= max_sweeps; ++sweep) {
    double norm = 0;
    for (size_t j = 0; j < w.size(); ++j) {
      // as a function of wⱼ alone, J = ½aⱼwⱼ² − ρwⱼ + λ|wⱼ| + const
      VectorView x = columns.row(j);
      double a = dot(x, x) / n, rho = dot(x, r) / n + a * w[j];
      double moved = a > 0 ? soft_threshold({&rho, 1}, lam)[0] / a - w[j] : 0;
      axpy(-moved, x, r);
      w[j] += moved;
      norm += std::abs(w[j]);
    }
    // J* ≥ (‖y‖² − ‖y − u‖²)/2n for every u with ‖Xᵀu‖∞ ≤ nλ, as for u = s r
    double s = lam / std::max(lam, lasso_lambda_max(X, r, false));
    gap = (1 + s * s) / (2 * n) * dot(r, r) - s / n * dot(r, y) + lam * norm;
    if (gap <= tol * dot(y, y) / (2 * n))
      return {w, 0, gap, sweep};
  }
  throw Refusal(NotConverged, "the duality gap is ", gap, " after ", max_sweeps,
                " sweeps");
}
