// Least squares of least norm — shared_tests/katas/ols_min_norm/README.md
#include "katas.hpp"

using namespace kata;

/// w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀
std::tuple<Vector, int64_t> kata::min_norm_ls(MatrixView X, VectorView y,
                                              double rcond) {
  // X[n,p], y[n], rcond -> w[p], rank:int
  not_implemented();
}

/// P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ
Matrix kata::pinv(MatrixView A, double rcond) {
  // A[m,n], rcond -> P[n,m]
  not_implemented();
}
