// Limited-memory BFGS — shared_tests/katas/lbfgs/README.md
#include "katas.hpp"

using namespace kata;

/// d = −Hg, H₊ = (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy, H₀ = (sᵀy/yᵀy)I
Vector kata::lbfgs_direction(VectorView g, MatrixView S, MatrixView Y) {
  // g[p], S[m,p], Y[m,p] -> d[p]
  not_implemented();
}

/// w = argmin f = (1/n) Σᵢ δ²(√(1 + rᵢ²/δ²) − 1) + (λ/2)‖w‖², ‖∇f‖∞ ≤ tol
std::tuple<Vector, double, int64_t>
kata::lbfgs_minimize(MatrixView X, VectorView y, VectorView w0, double delta,
                     double lam, int64_t memory, double tol, int64_t max_iter) {
  // X[n,p], y[n], w0[p], delta, lam, memory:int, tol, max_iter:int -> w[p], f,
  // iters:int
  not_implemented();
}
