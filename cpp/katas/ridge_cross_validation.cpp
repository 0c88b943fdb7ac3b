// Choosing λ by cross-validation —
// shared_tests/katas/ridge_cross_validation/README.md
#include "katas.hpp"
#include <set>

using namespace kata;

/// cv_mean, cv_se = mean and sd/√F of the folds' mse, each fitted by the others
std::tuple<Vector, Vector, int64_t, int64_t>
kata::kfold_ridge(MatrixView X, VectorView y, VectorView lambdas,
                  IndexView folds, bool fit_intercept) {
  // X[n,p], y[n], lambdas[k], folds[n]:int, fit_intercept:bool -> cv_mean[k], cv_se[k],
  // best:int, one_se:int
  not_implemented();
}

/// loo = mean of (eᵢ/(1 − hᵢ))², gcv = mean of eᵢ²/(1 − h̄)², hᵢ = ∂ŷᵢ/∂yᵢ
std::tuple<Vector, Vector> kata::loo_gcv(MatrixView X, VectorView y,
                                         VectorView lambdas,
                                         bool fit_intercept) {
  // X[n,p], y[n], lambdas[k], fit_intercept:bool -> loo[k], gcv[k]
  not_implemented();
}
