// Rosenblatt's rule — shared_tests/katas/perceptron/README.md
#include "katas.hpp"

using namespace kata;

/// for i in order: if yᵢ(xᵢᵀw + b) ≤ 0: w ← w + eta yᵢxᵢ, b ← b + eta yᵢ
std::tuple<Vector, double, int64_t> kata::perceptron(MatrixView X, IndexView y,
                                                     VectorView w0, double b0,
                                                     IndexView order,
                                                     double eta) {
  require(eta > 0, InvalidParameter, "eta is ", eta, ", not positive");
  for (int64_t i : order)
    require(i >= 0 && i < ssize(y), InvalidParameter, "row ", i, " of ",
            y.size());
  for (int64_t label : y)
    require(label == -1 || label == 1, InvalidLabel, "label ", label);
  Vector w(w0.begin(), w0.end());
  double b = b0;
  int64_t mistakes = 0;
  for (int64_t i : order) {
    VectorView x = X.row(i);
    double label = double(y[i]);
    // a point on the line is on no side of it: a mistake, or 0 would stay 0
    if (label * (dot(x, w) + b) <= 0) {
      // yᵢzᵢ grows by eta(‖xᵢ‖² + 1)
      axpy(eta * label, x, w);
      b += eta * label;
      ++mistakes;
    }
  }
  return {w, b, mistakes};
}
