// Dot, matrix–vector, matrix–matrix, Gram —
// shared_tests/katas/matrix_products/README.md
#include "katas.h"

/// s = Σᵢ xᵢ yᵢ
refusal dot(vector x, vector y, double *s) {
  // x[n], y[n] -> s
  return TO_DO;
}

/// y = A x
refusal matvec(matrix A, vector x, double *y) {
  // A[m,k], x[k] -> y[m]
  return TO_DO;
}

/// x = Aᵀ y
refusal rmatvec(matrix A, vector y, double *x) {
  // A[m,k], y[m] -> x[k]
  return TO_DO;
}

/// C = A B
refusal matmul(matrix A, matrix B, double *C) {
  // A[m,k], B[k,n] -> C[m,n]
  return TO_DO;
}

/// G = XᵀX
refusal gram(matrix X, double *G) {
  // X[n,p] -> G[p,p]
  return TO_DO;
}
