// A robust line: the median of slopes —
// shared_tests/katas/theil_sen/README.md
#include "katas.hpp"

using namespace kata;

/// m = the middle of the sorted x, or the mean of the middle two
double kata::median(VectorView x) {
  // x[n] -> m
  not_implemented();
}

/// slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)
std::tuple<double, double> kata::theil_sen(VectorView x, VectorView y) {
  // x[n], y[n] -> slope, intercept
  not_implemented();
}
