// Dot, matrix–vector, matrix–matrix, Gram —
// shared_tests/katas/matrix_products/README.md
#include "katas.h"

/// s = Σᵢ xᵢ yᵢ
refusal dot(vector x, vector y, double *s) {
  *s = 0;
  for (int64_t i = 0; i < x.n; ++i)
    *s += x.at[i] * y.at[i];
  return NULL;
}

/// y = A x
refusal matvec(matrix A, vector x, double *y) {
  // yᵢ = Σⱼ aᵢⱼ xⱼ
  for (int64_t i = 0; i < A.n; ++i)
    dot(row(A, i), x, &y[i]);
  return NULL;
}

/// x = Aᵀ y
refusal rmatvec(matrix A, vector y, double *x) {
  // x = Σᵢ yᵢ (row i of A)
  for (int64_t j = 0; j < A.p; ++j)
    x[j] = 0;
  for (int64_t i = 0; i < A.n; ++i)
    for (int64_t j = 0; j < A.p; ++j)
      x[j] += y.at[i] * row(A, i).at[j];
  return NULL;
}

/// C = A B
refusal matmul(matrix A, matrix B, double *C) {
  // row i of C = Bᵀ (row i of A)
  for (int64_t i = 0; i < A.n; ++i)
    rmatvec(B, row(A, i), &C[i * B.p]);
  return NULL;
}

/// G = XᵀX
refusal gram(matrix X, double *G) {
  int64_t p = X.p;
  for (int64_t jk = 0; jk < p * p; ++jk)
    G[jk] = 0;
  // G = Σᵢ (row i of X)ᵀ (row i of X), the upper triangle
  for (int64_t i = 0; i < X.n; ++i)
    for (int64_t j = 0; j < p; ++j)
      for (int64_t k = j; k < p; ++k)
        G[j * p + k] += row(X, i).at[j] * row(X, i).at[k];
  // gₖⱼ = gⱼₖ
  for (int64_t j = 0; j < p; ++j)
    for (int64_t k = 0; k < j; ++k)
      G[j * p + k] = G[k * p + j];
  return NULL;
}
