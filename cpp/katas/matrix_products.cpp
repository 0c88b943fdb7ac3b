// Dot, matrix–vector, matrix–matrix, Gram —
// shared_tests/katas/matrix_products/README.md
#include "katas.hpp"

using namespace kata;

/// s = Σᵢ xᵢ yᵢ
double kata::dot(VectorView x, VectorView y) {
  // x[n], y[n] -> s
  not_implemented();
}

/// y = A x
Vector kata::matvec(MatrixView A, VectorView x) {
  // A[m,k], x[k] -> y[m]
  not_implemented();
}

/// x = Aᵀ y
Vector kata::rmatvec(MatrixView A, VectorView y) {
  // A[m,k], y[m] -> x[k]
  not_implemented();
}

/// C = A B
Matrix kata::matmul(MatrixView A, MatrixView B) {
  // A[m,k], B[k,n] -> C[m,n]
  not_implemented();
}

/// G = XᵀX
Matrix kata::gram(MatrixView X) {
  // X[n,p] -> G[p,p]
  not_implemented();
}
