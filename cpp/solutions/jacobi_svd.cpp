// Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md
#include "katas.hpp"

using namespace kata;

/// A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0
std::tuple<Matrix, Vector, Matrix, int64_t> kata::svd(MatrixView A) {
  size_t m = A.rows(), n = A.cols(), rank = 0;
  require(m >= n, InvalidParameter, "A is ", m, "×", n, ": take Aᵀ");
  // rotating the columns of W = [A; I] leaves W = [AV; V] with VᵀV = I
  std::vector<Vector> W(n, Vector(m + n));
  for (size_t j = 0; j < n; ++j)
    for (size_t i = 0; i < m + n; ++i)
      W[j][i] = i < m ? A(i, j) : i - m == j;
  VectorView all(A.data(), m * n);
  double eps = double(m) * 0x1p-52;
  double noise = eps * eps * dot(all, all) / double(n);
  for (int sweep = 0, rotated = 1; rotated; ++sweep) {
    require(sweep != 60, NotConverged, "not orthogonal after 60 sweeps");
    rotated = 0;
    for (size_t i = 0; i < n; ++i)
      for (size_t j = i + 1; j < n; ++j) {
        auto u = VectorView(W[i]).first(m), v = VectorView(W[j]).first(m);
        double a = dot(u, u), b = dot(v, v), c = dot(u, v);
        if (std::abs(c) <= eps * std::sqrt(a * b) || std::min(a, b) <= noise)
          continue;
        // t² + 2ζt = 1 makes u and v orthogonal; the smaller root turns less
        double zeta = (b - a) / (2 * c);
        double t = 1 / (zeta + std::copysign(std::hypot(1, zeta), zeta));
        double cosine = 1 / std::hypot(1, t);
        for (size_t k = 0; k < m + n; ++k) {
          double x = W[i][k], y = W[j][k];
          W[i][k] = cosine * (x - t * y);
          W[j][k] = cosine * (t * x + y);
        }
        rotated = 1;
      }
  }
  // AV = U diag(s): the singular values are the lengths of its columns
  auto square = [=](VectorView w) { return dot(w.first(m), w.first(m)); };
  std::ranges::sort(W, std::greater{}, square);
  Matrix U(m, n), V(n, n);
  Vector s(n);
  for (size_t j = 0; j < n; ++j) {
    // up to m·2⁻⁵²·s₀ there is only rounding, and a column of U is 0
    double length = std::sqrt(square(W[j])), largest = 0;
    if (length > eps * s[0])
      s[rank++] = length;
    // the first of the largest entries in a column of V is positive
    for (double v : VectorView(W[j]).subspan(m))
      if ((1 - 1e-10) * std::abs(v) > std::abs(largest))
        largest = v;
    for (size_t k = 0; k < n; ++k)
      V(k, j) = W[j][m + k] * std::copysign(1, largest);
    for (size_t i = 0; i < m && j < rank; ++i)
      U(i, j) = W[j][i] / std::copysign(s[j], largest);
  }
  return {std::move(U), std::move(s), std::move(V), rank};
}

/// vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v
std::tuple<double, Vector> kata::power_iteration(MatrixView A, VectorView v0,
                                                 int64_t iters) {
  Vector v, Av(v0.begin(), v0.end());
  require(iters >= 0 && dot(v0, v0) > 0, InvalidParameter, iters,
          " steps, and ‖v0‖² = ", dot(v0, v0));
  for (int64_t k = 0; k <= iters; ++k) {
    // a component along the eigenvalue λ grows by |λ| / ‖Av‖ in a step
    double length = std::sqrt(dot(Av, Av));
    require(length != 0, RankDeficient, "Av is 0 in step ", k);
    v = Av / length;
    Av = matvec(A, v);
  }
  return {dot(v, Av), v};
}
