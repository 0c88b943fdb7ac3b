// Moments of chunks, merged, and ridge from them —
// shared_tests/katas/streaming_normal_equations/README.md
#include "katas.hpp"

using namespace kata;

/// mean = (1/n) Σᵢ aᵢ, S = Σᵢ (aᵢ − mean)(aᵢ − mean)ᵀ with aᵢ = (xᵢ, yᵢ)
std::tuple<int64_t, Vector, Matrix> kata::moments(MatrixView X, VectorView y) {
  size_t n = X.rows(), p = X.cols();
  // y is one column more
  Matrix A(n, p + 1,
           [=](size_t i, size_t j) { return j < p ? X(i, j) : y[i]; });
  auto [Ac, yc, mean, y_mean] = center(A, y);
  return {n, mean, gram(Ac)};
}

/// mean = mean_a + δ nb/n, S = S_a + S_b + δδᵀ na nb/n, δ = mean_b − mean_a
std::tuple<int64_t, Vector, Matrix> kata::merge(int64_t na, VectorView mean_a,
                                                MatrixView S_a, int64_t nb,
                                                VectorView mean_b,
                                                MatrixView S_b) {
  require(std::min(na, nb) >= 0, InvalidParameter, "counts ", na, " and ", nb,
          ": one is negative");
  size_t q = mean_a.size();
  // the moments of nothing say nothing
  if (na == 0 && nb == 0)
    return {0, Vector(q), Matrix(q, q)};
  if (na == 0)
    return {nb, Vector(mean_b.begin(), mean_b.end()), Matrix(S_b)};
  if (nb == 0)
    return {na, Vector(mean_a.begin(), mean_a.end()), Matrix(S_a)};
  // Σ (a − m)(a − m)ᵀ over part a is S_a + na (m − mean_a)(m − mean_a)ᵀ;
  // so over b
  Vector delta = mean_b - mean_a;
  double share = double(nb) / double(na + nb), weight = double(na) * share;
  auto between = [&](size_t j, size_t k) {
    return weight * (delta[j] * delta[k]);
  };
  return {na + nb, mean_a + share * delta, S_a + S_b + Matrix(q, q, between)};
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖², sse = ‖y − b − Xw‖²
std::tuple<Vector, double, double>
kata::solve_moments(int64_t n, VectorView mean, MatrixView S, double lam) {
  size_t p = mean.size() - 1;
  require(n >= 1 && lam >= 0, InvalidParameter, "n is ", n, " and lam ", lam,
          ": one is too small");
  // n centred rows span n − 1 dimensions at most
  require(lam > 0 || size_t(n) > p, RankDeficient, n, " rows for ", p,
          " slopes and an intercept");
  // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; then n∇J = (S_xx + nλI) w − S_xy = 0
  Matrix Sxx(p, p, [=](size_t j, size_t k) { return S(j, k); });
  Vector w, Sxy;
  for (size_t j = 0; j < p; ++j)
    Sxy.push_back(S(j, p));
  try {
    w = cholesky_solve(Sxx + double(n) * lam * identity(p), Sxy);
  } catch (const Refusal &refusal) {
    throw Refusal(RankDeficient, "the columns are dependent: ", refusal.what());
  }
  // yᵢ − b − xᵢᵀw = vᵀ(aᵢ − mean), so the sum of the squares is vᵀSv
  Vector v = stack(-1 * w, Vector{1});
  return {w, mean[p] - dot(mean.first(p), w), dot(v, matvec(S, v))};
}
