// The best-fit line — shared_tests/katas/simple_linear_regression/README.md
#include "katas.hpp"

using namespace kata;

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
std::tuple<double, double, double> kata::fit_line(VectorView x, VectorView y) {
  // x[n], y[n] -> slope, intercept, r2
  not_implemented();
}

/// ŷᵢ = intercept + slope · xᵢ
Vector kata::predict_line(double slope, double intercept, VectorView x) {
  // slope, intercept, x[n] -> yhat[n]
  not_implemented();
}
