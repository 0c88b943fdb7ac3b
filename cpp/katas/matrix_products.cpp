// Dot, matrix–vector, matrix–matrix, Gram —
// shared_tests/katas/matrix_products/README.md
#include "katas.hpp"

using namespace kata;

/// s = Σᵢ xᵢ yᵢ
double kata::dot(VectorView x, VectorView y) {
  not_implemented();
}

/// y = A x
Vector kata::matvec(MatrixView A, VectorView x) {
  not_implemented();
}

/// x = Aᵀ y
Vector kata::rmatvec(MatrixView A, VectorView y) {
  not_implemented();
}

/// C = A B
Matrix kata::matmul(MatrixView A, MatrixView B) {
  not_implemented();
}

/// G = XᵀX
Matrix kata::gram(MatrixView X) {
  not_implemented();
}
