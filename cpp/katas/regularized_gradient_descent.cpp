// L1 and L2 penalties inside gradient descent —
// shared_tests/katas/regularized_gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// w, b minus step · ∇J, with J = (1/2n)‖Xw + b − y‖² + l₁‖w‖₁ + (l₂/2)‖w‖²
std::tuple<Vector, double, Vector>
kata::gd_penalized(MatrixView X, VectorView y, VectorView w0, double b0,
                   double l1, double l2, double step, int64_t iters,
                   bool fit_intercept) {
  // X[n,p], y[n], w0[p], b0, l1, l2, step, iters:int, fit_intercept:bool -> w[p], b,
  // history[iters+1]
  not_implemented();
}
