// Conjugate gradients on the normal equations —
// shared_tests/katas/conjugate_gradient_ls/README.md
#include "katas.hpp"

using namespace kata;

/// w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖
std::tuple<Vector, int64_t, Vector>
kata::cgls(MatrixView X, VectorView y, double lam, int64_t iters, double tol) {
  // X[n,p], y[n], lam, iters:int, tol -> w[p], iters_done:int, history[iters+1]
  not_implemented();
}
