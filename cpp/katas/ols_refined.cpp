// Least squares to the last digit — shared_tests/katas/ols_refined/README.md
#include "katas.hpp"

using namespace kata;

/// s = fl(a + b), s + e = a + b exactly
std::tuple<double, double> kata::two_sum(double a, double b) {
  // a, b -> s, e
  not_implemented();
}

/// p = fl(ab), p + e = ab exactly
std::tuple<double, double> kata::two_prod(double a, double b) {
  // a, b -> p, e
  not_implemented();
}

/// [I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w
Vector kata::ols_refined(MatrixView X, VectorView y, int64_t steps) {
  // X[n,p], y[n], steps:int -> w[p]
  not_implemented();
}
