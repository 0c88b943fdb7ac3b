// Multiple regression by the normal equations —
// shared_tests/katas/ols_normal_equations/README.md
#include "katas.h"

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
refusal ols(matrix X, vector y, double *w) {
  // X[n,p], y[n] -> w[p]
  return TO_DO;
}

/// ŷ = X w
refusal predict(matrix X, vector w, double *yhat) {
  // X[m,p], w[p] -> yhat[m]
  return TO_DO;
}
