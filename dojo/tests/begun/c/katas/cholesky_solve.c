// Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md
#include "katas.h"

/// L x = b
refusal forward_substitution(matrix L, vector b, double *x) {
  // L[n,n], b[n] -> x[n]
  return TO_DO;
}

/// U x = b
refusal back_substitution(matrix U, vector b, double *x) {
  // U[n,n], b[n] -> x[n]
  return TO_DO;
}

/// A = L Lᵀ
refusal cholesky(matrix A, double *L) {
  // A[n,n] -> L[n,n]
  return TO_DO;
}

/// A x = b
refusal cholesky_solve(matrix A, vector b, double *x) {
  // A[n,n], b[n] -> x[n]
  return TO_DO;
}
