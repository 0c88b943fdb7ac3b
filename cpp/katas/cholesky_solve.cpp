// Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md
#include "katas.hpp"

using namespace kata;

/// L x = b
Vector kata::forward_substitution(MatrixView L, VectorView b) {
  // L[n,n], b[n] -> x[n]
  not_implemented();
}

/// U x = b
Vector kata::back_substitution(MatrixView U, VectorView b) {
  // U[n,n], b[n] -> x[n]
  not_implemented();
}

/// A = L Lᵀ
Matrix kata::cholesky(MatrixView A) {
  // A[n,n] -> L[n,n]
  not_implemented();
}

/// A x = b
Vector kata::cholesky_solve(MatrixView A, VectorView b) {
  // A[n,n], b[n] -> x[n]
  not_implemented();
}
