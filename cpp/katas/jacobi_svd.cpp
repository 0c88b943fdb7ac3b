// Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md
#include "katas.hpp"

using namespace kata;

/// A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0
std::tuple<Matrix, Vector, Matrix, int64_t> kata::svd(MatrixView A) {
  // A[m,n] -> U[m,n], s[n], V[n,n], rank:int
  not_implemented();
}

/// vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v
std::tuple<double, Vector> kata::power_iteration(MatrixView A, VectorView v0,
                                                 int64_t iters) {
  // A[n,n], v0[n], iters:int -> eigenvalue, v[n]
  not_implemented();
}
