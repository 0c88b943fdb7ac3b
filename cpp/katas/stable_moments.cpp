// Sums, means, variances that do not cancel —
// shared_tests/katas/stable_moments/README.md
#include "katas.hpp"

using namespace kata;

/// s = Σᵢ xᵢ, with Neumaier's compensation
double kata::compensated_sum(VectorView x) {
  // x[n] -> s
  not_implemented();
}

/// x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)
std::tuple<double, double> kata::mean_var(VectorView x, int64_t ddof) {
  // x[n], ddof:int -> mean, var
  not_implemented();
}

/// C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)
Matrix kata::covariance(MatrixView X, int64_t ddof) {
  // X[n,p], ddof:int -> C[p,p]
  not_implemented();
}

/// mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a
std::tuple<int64_t, double, double>
kata::merge_moments(int64_t na, double mean_a, double M2_a, int64_t nb,
                    double mean_b, double M2_b) {
  // na:int, mean_a, M2_a, nb:int, mean_b, M2_b -> n:int, mean, M2
  not_implemented();
}
