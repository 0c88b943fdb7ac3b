// Sums, means, variances that do not cancel —
// shared_tests/katas/stable_moments/README.md
#include "katas.h"

/// s = Σᵢ xᵢ, with Neumaier's compensation
refusal compensated_sum(vector x, double *s) {
  double c = 0;
  *s = 0;
  for (int64_t i = 0; i < x.n; ++i) {
    // t = fl(s + xᵢ), the next running sum
    double xi = x.at[i], t = *s + xi;
    // s + xᵢ = t + e exactly: e is what the smaller of the two loses
    c += fabs(*s) >= fabs(xi) ? (*s - t) + xi : (xi - t) + *s;
    *s = t;
  }
  *s += c;
  return NULL;
}

/// x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)
refusal mean_var(vector x, int64_t ddof, double *mean, double *var) {
  REQUIRE(ddof >= 0 && ddof < x.n, InvalidParameter,
          "ddof is %d, it must be at least 0 and below %d", (int)ddof,
          (int)x.n);
  // x̄ first: the squares of the deviations are positive and cannot cancel
  TRY(compensated_sum(x, mean));
  *mean /= x.n;
  *var = 0;
  for (int64_t i = 0; i < x.n; ++i)
    *var += (x.at[i] - *mean) * (x.at[i] - *mean);
  *var /= x.n - ddof;
  return NULL;
}

/// C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)
refusal covariance(matrix X, int64_t ddof, double *C) {
  int64_t n = X.n, p = X.p;
  NUMBERS(x, n);
  NUMBERS(centred, n * p);
  for (int64_t j = 0; j < p; ++j) {
    double mean, var;
    for (int64_t i = 0; i < n; ++i)
      x[i] = row(X, i).at[j];
    TRY(mean_var((vector){n, x}, ddof, &mean, &var));
    for (int64_t i = 0; i < n; ++i)
      centred[i * p + j] = x[i] - mean;
  }
  // (n − ddof) C is the Gram matrix of the centred columns
  TRY(gram((matrix){n, p, centred}, C));
  for (int64_t jk = 0; jk < p * p; ++jk)
    C[jk] /= n - ddof;
  return NULL;
}

/// mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a
refusal merge_moments(int64_t na, double mean_a, double M2_a, int64_t nb,
                      double mean_b, double M2_b, int64_t *n, double *mean,
                      double *M2) {
  REQUIRE(na >= 0 && nb >= 0 && M2_a >= 0 && M2_b >= 0, InvalidParameter,
          "counts %d and %d, sums of squares %g and %g: one is negative",
          (int)na, (int)nb, M2_a, M2_b);
  // the mean of nothing says nothing
  double delta = na && nb ? mean_b - mean_a : 0, both = na + nb ? na + nb : 1;
  *n = na + nb;
  *mean = na ? mean_a + delta * nb / both : nb ? mean_b : 0;
  // Σ (x − m)² over a is M2_a + na (m − mean_a)² for every m; so over b
  *M2 = (na ? M2_a : 0) + (nb ? M2_b : 0) + delta * delta * na * nb / both;
  return NULL;
}
