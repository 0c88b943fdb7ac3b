// QR by Householder reflections — shared_tests/katas/householder_qr/README.md
#include "katas.hpp"

using namespace kata;

/// v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖
std::tuple<Vector, double> kata::householder(VectorView x) {
  // x₁ and −α have the same sign, so x₁ − α does not cancel
  double alpha = std::sqrt(dot(x, x)) * (x[0] >= 0 ? -1 : 1);
  Vector v(x.begin(), x.end());
  v[0] -= alpha;
  if (double length = std::sqrt(dot(v, v)); length > 0)
    for (double &vi : v)
      vi /= length;
  return {v, alpha};
}

/// c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V
Vector kata::reflect(MatrixView V, VectorView b) {
  Vector c(b.begin(), b.end());
  for (size_t i = 0; i < V.rows(); ++i) {
    // Hc = c − 2v(vᵀc)
    VectorView v = V.row(i);
    double s = 2 * dot(v, c);
    for (size_t k = 0; k < c.size(); ++k)
      c[k] -= s * v[k];
  }
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
    require(std::abs(r) > 1e-12 * length, RankDeficient, "of column ", j,
            " only ", r, " is new");
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
  Matrix Q(m, n);
  for (size_t j = 0; j < n; ++j) {
    // A = (QD)(DR) for every D = diag(±1)
    double d = R(j, j) < 0 ? -1 : 1;
    for (double &r : R.row(j))
      r *= d;
    // A = H₁…Hₙ[R; 0], so Q = H₁…Hₙ[I; 0]
    Vector q(m);
    q[j] = d;
    for (size_t k = n; k-- > 0;)
      q = reflect({V.row(k).data(), 1, m}, q);
    for (size_t i = 0; i < m; ++i)
      Q(i, j) = q[i];
  }
  return {Q, R};
}
