// Moments of chunks, merged, and ridge from them —
// shared_tests/katas/streaming_normal_equations/README.md
#include "katas.hpp"

using namespace kata;

/// mean = (1/n) Σᵢ aᵢ, S = Σᵢ (aᵢ − mean)(aᵢ − mean)ᵀ with aᵢ = (xᵢ, yᵢ)
std::tuple<int64_t, Vector, Matrix> kata::moments(MatrixView X, VectorView y) {
  // X[n,p], y[n] -> n:int, mean[p+1], S[p+1,p+1]
  not_implemented();
}

/// mean = mean_a + δ nb/n, S = S_a + S_b + δδᵀ na nb/n, δ = mean_b − mean_a
std::tuple<int64_t, Vector, Matrix> kata::merge(int64_t na, VectorView mean_a,
                                                MatrixView S_a, int64_t nb,
                                                VectorView mean_b,
                                                MatrixView S_b) {
  // na:int, mean_a[q], S_a[q,q], nb:int, mean_b[q], S_b[q,q] -> n:int, mean[q], S[q,q]
  not_implemented();
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖², sse = ‖y − b − Xw‖²
std::tuple<Vector, double, double>
kata::solve_moments(int64_t n, VectorView mean, MatrixView S, double lam) {
  // n:int, mean[q], S[q,q], lam -> w[q-1], b, sse
  not_implemented();
}
