// Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md
#include "katas.hpp"

using namespace kata;

/// A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0
std::tuple<Matrix, Vector, Matrix, int64_t> kata::svd(MatrixView A) {
  not_implemented();
}

/// vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v
std::tuple<double, Vector> kata::power_iteration(MatrixView A, VectorView v0,
                                                 int64_t iters) {
  not_implemented();
}
