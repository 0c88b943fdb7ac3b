// A robust line: the median of slopes —
// shared_tests/katas/theil_sen/README.md
#include "katas.hpp"

using namespace kata;

/// m = the middle of the sorted x, or the mean of the middle two
double kata::median(VectorView x) {
  not_implemented();
}

/// slope = median of (yⱼ − yᵢ)/(xⱼ − xᵢ) over xᵢ ≠ xⱼ, intercept = median(y − slope·x)
std::tuple<double, double> kata::theil_sen(VectorView x, VectorView y) {
  not_implemented();
}
