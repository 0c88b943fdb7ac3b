// Rosenblatt's rule — shared_tests/katas/perceptron/README.md
#include "katas.hpp"

using namespace kata;

/// for i in order: if yᵢ(xᵢᵀw + b) ≤ 0: w ← w + eta yᵢxᵢ, b ← b + eta yᵢ
std::tuple<Vector, double, int64_t> kata::perceptron(MatrixView X, IndexView y,
                                                     VectorView w0, double b0,
                                                     IndexView order,
                                                     double eta) {
  // X[n,p], y[n]:int, w0[p], b0, order[m]:int, eta -> w[p], b, mistakes:int
  not_implemented();
}
