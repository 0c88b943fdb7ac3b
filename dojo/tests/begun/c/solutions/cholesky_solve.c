// Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md
#include "katas.h"

/// L x = b
refusal forward_substitution(matrix L, vector b, double *x) {
  for (int64_t i = 0; i < b.n; ++i) {
    vector l = row(L, i);
    REQUIRE(l.at[i] != 0, RankDeficient, "diagonal entry %d of L is 0", (int)i);
    // Σ_{k<i} lᵢₖ xₖ + lᵢᵢ xᵢ = bᵢ
    double s = b.at[i];
    for (int64_t k = 0; k < i; ++k)
      s -= l.at[k] * x[k];
    x[i] = s / l.at[i];
  }
  return NULL;
}

/// U x = b
refusal back_substitution(matrix U, vector b, double *x) {
  for (int64_t i = b.n; i-- > 0;) {
    vector u = row(U, i);
    REQUIRE(u.at[i] != 0, RankDeficient, "diagonal entry %d of U is 0", (int)i);
    // uᵢᵢ xᵢ + Σ_{k>i} uᵢₖ xₖ = bᵢ
    double s = b.at[i];
    for (int64_t k = i + 1; k < b.n; ++k)
      s -= u.at[k] * x[k];
    x[i] = s / u.at[i];
  }
  return NULL;
}

/// A = L Lᵀ
refusal cholesky(matrix A, double *L) {
  int64_t n = A.n;
  for (int64_t j = 0; j < n; ++j) {
    // dⱼ = aⱼⱼ − Σ_{k<j} lⱼₖ², the pivot
    const double *l = &L[j * n];
    double a = row(A, j).at[j], d = a;
    for (int64_t k = 0; k < j; ++k)
      d -= l[k] * l[k];
    REQUIRE(a > 0 && d > 1e-12 * a, NotPositiveDefinite,
            "pivot %d is %g, its diagonal entry %g", (int)j, d, a);
    // aᵢⱼ = Σ_{k<j} lᵢₖ lⱼₖ + lᵢⱼ lⱼⱼ
    for (int64_t i = 0; i < n; ++i) {
      double s = i < j ? 0 : row(A, i).at[j];
      for (int64_t k = 0; k < j && i >= j; ++k)
        s -= L[i * n + k] * l[k];
      L[i * n + j] = s / sqrt(d);
    }
  }
  return NULL;
}

/// A x = b
refusal cholesky_solve(matrix A, vector b, double *x) {
  // A = L Lᵀ, so L y = b and Lᵀ x = y
  int64_t n = A.n;
  NUMBERS(L, n * n);
  NUMBERS(U, n * n);
  NUMBERS(y, n);
  TRY(cholesky(A, L));
  for (int64_t i = 0; i < n; ++i)
    for (int64_t j = 0; j < n; ++j)
      U[i * n + j] = L[j * n + i];
  TRY(forward_substitution((matrix){n, n, L}, b, y));
  return back_substitution((matrix){n, n, U}, (vector){n, y}, x);
}
