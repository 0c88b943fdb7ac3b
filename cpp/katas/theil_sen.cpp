// Theil sen — shared_tests/katas/theil_sen/README.md
#include "katas.hpp"

using namespace kata;

/// one line: what is returned, in the notation of shared_tests/README.md
double kata::median(VectorView x) {
  not_implemented();
}

/// one line: what is returned, in the notation of shared_tests/README.md
std::tuple<double, double> kata::theil_sen(VectorView x, VectorView y) {
  not_implemented();
}
