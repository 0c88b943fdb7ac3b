// The best-fit line — shared_tests/katas/simple_linear_regression/README.md
#include "katas.h"

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
refusal fit_line(vector x, vector y, double *slope, double *intercept,
                 double *r2) {
  // x[n], y[n] -> slope, intercept, r2
  return TO_DO;
}

/// ŷᵢ = intercept + slope · xᵢ
refusal predict_line(double slope, double intercept, vector x, double *yhat) {
  // slope, intercept, x[n] -> yhat[n]
  return TO_DO;
}
