// Sparse logistic regression — shared_tests/katas/logistic_l1/README.md
#include "katas.hpp"

using namespace kata;

/// λmax = ‖(X − x̄)ᵀ(y − ȳ)‖∞ / n, where x̄ and ȳ are the means
double kata::logistic_l1_lambda_max(MatrixView X, IndexView y) {
  // X[n,p], y[n]:int -> lambda_max
  not_implemented();
}

/// w, b = argmin (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + λ‖w‖₁, z = Xw + b
std::tuple<Vector, double> kata::logistic_l1(MatrixView X, IndexView y,
                                             double lam, double tol,
                                             int64_t max_iter) {
  // X[n,p], y[n]:int, lam, tol, max_iter:int -> w[p], b
  not_implemented();
}
