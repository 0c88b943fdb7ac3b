// QR by Householder reflections — shared_tests/katas/householder_qr/README.md
#include "katas.hpp"

using namespace kata;

/// v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖
std::tuple<Vector, double> kata::householder(VectorView x) {
  // x[m] -> v[m], alpha
  not_implemented();
}

/// c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V
Vector kata::reflect(MatrixView V, VectorView b) {
  // V[k,m], b[m] -> c[m]
  not_implemented();
}

/// Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V
std::tuple<Matrix, Matrix> kata::reflections(MatrixView A) {
  // A[m,n] -> V[n,m], R[n,n]
  not_implemented();
}

/// A = QR, QᵀQ = I, R upper triangular with a positive diagonal
std::tuple<Matrix, Matrix> kata::qr(MatrixView A) {
  // A[m,n] -> Q[m,n], R[n,n]
  not_implemented();
}
