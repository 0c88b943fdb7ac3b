// QR by Householder reflections — shared_tests/katas/householder_qr/README.md
#include "katas.hpp"

using namespace kata;

/// v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖
std::tuple<Vector, double> kata::householder(VectorView x) {
  // x₁ and −α have the same sign, so x₁ − α does not cancel
  double alpha = std::sqrt(dot(x, x)) * (x[0] >= 0 ? -1 : 1);
  Vector v(x.begin(), x.end());
  v[0] -= alpha;
  double length = std::sqrt(dot(v, v));
  return {length > 0 ? v / length : v, alpha};
}

/// c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V
Vector kata::reflect(MatrixView V, VectorView b) {
  Vector c(b.begin(), b.end());
  // Hc = c − 2v(vᵀc)
  for (size_t i = 0; i < V.rows(); ++i)
    axpy(-2 * dot(V.row(i), c), V.row(i), c);
  return c;
}

/// Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V
std::tuple<Matrix, Matrix> kata::reflections(MatrixView A) {
  size_t m = A.rows(), n = A.cols();
  require(m >= n, RankDeficient, n, " columns of length ", m, " are dependent");
  Matrix V(n, m), columns = transpose(A);
  for (size_t j = 0; j < n; ++j) {
    // a reflection keeps lengths: this is still the length of column j of A
    VectorView a = columns.row(j);
    double length = std::sqrt(dot(a, a));
    // vⱼ begins with zeros, so Hⱼ spares the rows that are done
    auto [v, r] = householder(a.subspan(j));
    require(std::abs(r) > 1e-12 * length, RankDeficient, "of column ", j, ", ",
            length, " long, only ", std::abs(r), " is new");
    std::ranges::copy(v, V.row(j).begin() + j);
    columns(j, j) = r;
    for (size_t k = j + 1; k < n; ++k) {
      auto rest = columns.row(k).subspan(j);
      std::ranges::copy(reflect({v.data(), 1, m - j}, rest), rest.begin());
    }
  }
  auto entry = [&](size_t i, size_t j) { return i <= j ? columns(j, i) : 0; };
  return {V, Matrix(n, n, entry)};
}

/// A = QR, QᵀQ = I, R upper triangular with a positive diagonal
std::tuple<Matrix, Matrix> kata::qr(MatrixView A) {
  auto [V, R] = reflections(A);
  size_t m = A.rows(), n = A.cols();
  Matrix Qt(n, m);
  for (size_t j = 0; j < n; ++j) {
    // A = (QD)(DR) for every D = diag(±1)
    double d = R(j, j) < 0 ? -1 : 1;
    for (double &r : R.row(j))
      r *= d;
    // A = H₁…Hₙ[R; 0], so Q = H₁…Hₙ[I; 0]
    auto q = Qt.row(j);
    q[j] = d;
    for (size_t k = n; k-- > 0;)
      axpy(-2 * dot(V.row(k), q), V.row(k), q);
  }
  return {transpose(Qt), R};
}
