// Dot, matrix–vector, matrix–matrix, Gram —
// shared_tests/katas/matrix_products/README.md
#include "katas.hpp"

using namespace kata;

/// s = Σᵢ xᵢ yᵢ
double kata::dot(VectorView x, VectorView y) {
  double s = 0;
  for (size_t i = 0; i < x.size(); ++i)
    s += x[i] * y[i];
  return s;
}

/// y = A x
Vector kata::matvec(MatrixView A, VectorView x) {
  // yᵢ = Σⱼ aᵢⱼ xⱼ
  Vector y(A.rows());
  for (size_t i = 0; i < A.rows(); ++i)
    y[i] = dot(A.row(i), x);
  return y;
}

/// x = Aᵀ y
Vector kata::rmatvec(MatrixView A, VectorView y) {
  // x = Σᵢ yᵢ (row i of A)
  Vector x(A.cols());
  for (size_t i = 0; i < A.rows(); ++i)
    axpy(y[i], A.row(i), x);
  return x;
}

/// C = A B
Matrix kata::matmul(MatrixView A, MatrixView B) {
  // row i of C = Σₗ aᵢₗ (row l of B)
  Matrix C(A.rows(), B.cols());
  for (size_t i = 0; i < A.rows(); ++i)
    for (size_t l = 0; l < A.cols(); ++l)
      axpy(A(i, l), B.row(l), C.row(i));
  return C;
}

/// G = XᵀX
Matrix kata::gram(MatrixView X) {
  // G = Σᵢ (row i of X)ᵀ (row i of X), the upper triangle
  size_t p = X.cols();
  Matrix G(p, p);
  for (size_t i = 0; i < X.rows(); ++i)
    for (size_t j = 0; j < p; ++j)
      axpy(X(i, j), X.row(i).subspan(j), G.row(j).subspan(j));
  // gₖⱼ = gⱼₖ
  for (size_t j = 0; j < p; ++j)
    for (size_t k = 0; k < j; ++k)
      G(j, k) = G(k, j);
  return G;
}
