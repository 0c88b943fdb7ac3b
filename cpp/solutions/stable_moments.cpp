// Sums, means, variances that do not cancel —
// shared_tests/katas/stable_moments/README.md
#include "katas.hpp"

using namespace kata;

/// s = Σᵢ xᵢ, with Neumaier's compensation
double kata::compensated_sum(VectorView x) {
  double s = 0, c = 0;
  for (double xi : x) {
    // t = fl(s + xᵢ), the next running sum
    double t = s + xi;
    // s + xᵢ = t + e exactly: e is what the smaller of the two loses
    c += std::abs(s) >= std::abs(xi) ? (s - t) + xi : (xi - t) + s;
    s = t;
  }
  return s + c;
}

/// x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)
std::tuple<double, double> kata::mean_var(VectorView x, int64_t ddof) {
  int64_t n = std::ssize(x);
  require(ddof >= 0 && ddof < n, InvalidParameter, "ddof is ", ddof,
          ", it must be at least 0 and below ", n);
  // x̄ first: the squares of the deviations are positive and cannot cancel
  double mean = compensated_sum(x) / double(n);
  Vector d = x - mean;
  return {mean, dot(d, d) / double(n - ddof)};
}

/// C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)
Matrix kata::covariance(MatrixView X, int64_t ddof) {
  double n = double(X.rows());
  // (n − ddof) C is the Gram matrix of the centred columns
  Matrix columns = transpose(X);
  Vector mean;
  for (size_t j = 0; j < X.cols(); ++j)
    mean.push_back(std::get<0>(mean_var(columns.row(j), ddof)));
  return gram(X - mean) / (n - double(ddof));
}

/// mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a
std::tuple<int64_t, double, double>
kata::merge_moments(int64_t na, double mean_a, double M2_a, int64_t nb,
                    double mean_b, double M2_b) {
  require(std::min(na, nb) >= 0 && std::min(M2_a, M2_b) >= 0, InvalidParameter,
          "counts ", na, " and ", nb, ", sums of squares ", M2_a, " and ", M2_b,
          ": one is negative");
  // the mean of nothing says nothing
  if (na == 0 && nb == 0)
    return {0, 0, 0};
  if (na == 0)
    return {nb, mean_b, M2_b};
  if (nb == 0)
    return {na, mean_a, M2_a};
  // Σ (x − m)² over a is M2_a + na (m − mean_a)² for every m; so over b
  double a = double(na), b = double(nb), delta = mean_b - mean_a;
  return {na + nb, mean_a + delta * b / (a + b),
          M2_a + M2_b + delta * delta * a * b / (a + b)};
}
