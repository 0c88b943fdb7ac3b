// Multiple regression by the normal equations —
// shared_tests/katas/ols_normal_equations/README.md
#include "katas.hpp"

using namespace kata;

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
Vector kata::ols(MatrixView X, VectorView y) {
  // X[n,p], y[n] -> w[p]
  not_implemented();
}

/// ŷ = X w
Vector kata::predict(MatrixView X, VectorView w) {
  // X[m,p], w[p] -> yhat[m]
  not_implemented();
}
