// QR by Householder reflections — shared_tests/katas/householder_qr/README.md
#include "katas.hpp"

using namespace kata;

/// v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖
std::tuple<Vector, double> kata::householder(VectorView x) {
  not_implemented();
}

/// c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V
Vector kata::reflect(MatrixView V, VectorView b) {
  not_implemented();
}

/// Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V
std::tuple<Matrix, Matrix> kata::reflections(MatrixView A) {
  not_implemented();
}

/// A = QR, QᵀQ = I, R upper triangular with a positive diagonal
std::tuple<Matrix, Matrix> kata::qr(MatrixView A) {
  not_implemented();
}
