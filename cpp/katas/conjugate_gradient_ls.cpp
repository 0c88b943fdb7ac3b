// Conjugate gradients on the normal equations —
// shared_tests/katas/conjugate_gradient_ls/README.md
#include "katas.hpp"

using namespace kata;

/// w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖
std::tuple<Vector, int64_t, Vector>
kata::cgls(MatrixView X, VectorView y, double lam, int64_t iters, double tol) {
  not_implemented();
}
