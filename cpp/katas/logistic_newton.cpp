// Newton's method for logistic regression —
// shared_tests/katas/logistic_newton/README.md
#include "katas.hpp"

using namespace kata;

/// (w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
std::tuple<Vector, double, int64_t, double>
kata::logistic_newton(MatrixView X, IndexView y, double lam, bool fit_intercept,
                      double tol, int64_t max_iter) {
  // X[n,p], y[n]:int, lam, fit_intercept:bool, tol, max_iter:int -> w[p], b, iters:int,
  // J
  not_implemented();
}
