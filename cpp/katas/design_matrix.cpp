// Features of many kinds — shared_tests/katas/design_matrix/README.md
#include "katas.hpp"

using namespace kata;

/// Vᵢⱼ = xᵢʲ, j = 0 … degree
Matrix kata::polynomial_features(VectorView x, int64_t degree) {
  // x[n], degree:int -> V[n,degree+1]
  not_implemented();
}

/// Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
Matrix kata::one_hot(IndexView labels, int64_t K, bool drop_first) {
  // labels[n]:int, K:int, drop_first:bool -> D[n,K-drop_first]
  not_implemented();
}

/// F = [X, xᵢ ∘ xⱼ for i < j]
Matrix kata::interaction_features(MatrixView X) {
  // X[n,p] -> F[n,p+p*(p-1)//2]
  not_implemented();
}

/// X[t, j] = series[t + j], y[t] = series[t + d]
std::tuple<Matrix, Vector> kata::lag_matrix(VectorView series, int64_t d) {
  // series[m], d:int -> X[m-d,d], y[m-d]
  not_implemented();
}

/// Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
std::tuple<Matrix, Vector, Vector> kata::standardize(MatrixView X) {
  // X[n,p] -> Z[n,p], mean[p], scale[p]
  not_implemented();
}

/// w = wz / scale, b = bz − wᵀ mean
std::tuple<Vector, double> kata::unstandardize(VectorView wz, double bz,
                                               VectorView mean,
                                               VectorView scale) {
  // wz[p], bz, mean[p], scale[p] -> w[p], b
  not_implemented();
}
