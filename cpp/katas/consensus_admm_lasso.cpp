// Many workers agree: consensus ADMM for the lasso —
// shared_tests/katas/consensus_admm_lasso/README.md
#include "katas.hpp"

using namespace kata;

/// LLᵀ = XᵀX/total + ρI, c = Xᵀy/total
std::tuple<Matrix, Vector> kata::admm_factor(MatrixView X, VectorView y,
                                             int64_t total, double rho) {
  // X[n,p], y[n], total:int, rho -> L[p,p], c[p]
  not_implemented();
}

/// x = (LLᵀ)⁻¹(c + ρv), the argmin of f(x) + (ρ/2)‖x − v‖²
Vector kata::admm_local(MatrixView L, VectorView c, VectorView v, double rho) {
  // L[p,p], c[p], v[p], rho -> x[p]
  not_implemented();
}

/// xₖ = argmin fₖ(x) + (ρ/2)‖x − z + uₖ‖², z = S(x̄ + ū, λ/(ρN)), uₖ += xₖ − z
std::tuple<Vector, Vector, Vector> kata::admm_lasso(MatrixView X, VectorView y,
                                                    IndexView offsets,
                                                    double lam, double rho,
                                                    int64_t iters) {
  // X[n,p], y[n], offsets[m]:int, lam, rho, iters:int -> z[p], primal[iters],
  // dual[iters]
  not_implemented();
}
