// Sums, means, variances that do not cancel —
// shared_tests/katas/stable_moments/README.md
#include "katas.h"

/// s = Σᵢ xᵢ, with Neumaier's compensation
refusal compensated_sum(vector x, double *s) {
  // x[n] -> s
  return TO_DO;
}

/// x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)
refusal mean_var(vector x, int64_t ddof, double *mean, double *var) {
  // x[n], ddof:int -> mean, var
  return TO_DO;
}

/// C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)
refusal covariance(matrix X, int64_t ddof, double *C) {
  // X[n,p], ddof:int -> C[p,p]
  return TO_DO;
}

/// mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a
refusal merge_moments(int64_t na, double mean_a, double M2_a, int64_t nb,
                      double mean_b, double M2_b, int64_t *n, double *mean,
                      double *M2) {
  // na:int, mean_a, M2_a, nb:int, mean_b, M2_b -> n:int, mean, M2
  return TO_DO;
}
