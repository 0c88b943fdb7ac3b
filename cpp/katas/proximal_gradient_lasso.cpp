// Proximal gradient steps for the lasso: ISTA and FISTA —
// shared_tests/katas/proximal_gradient_lasso/README.md
#include "katas.hpp"

using namespace kata;
using Path = std::tuple<Vector, Vector>;

/// L = λmax(XᵀX)/n, the largest curvature of f = (1/2n)‖Xw − y‖²
double kata::lipschitz(MatrixView X) {
  // X[n,p] -> L
  not_implemented();
}

/// w = S(w − step·∇f(w), step·λ) from w = 0, historyₖ = f(wₖ) + λ‖wₖ‖₁
Path kata::ista(MatrixView X, VectorView y, double lam, double step,
                int64_t iters) {
  // X[n,p], y[n], lam, step, iters:int -> w[p], history[iters+1]
  not_implemented();
}

/// w = S(z − step·∇f(z), step·λ), z = w + (t₋ − 1)/t·(w − w₋), historyₖ = J(wₖ)
Path kata::fista(MatrixView X, VectorView y, double lam, double step,
                 int64_t iters) {
  // X[n,p], y[n], lam, step, iters:int -> w[p], history[iters+1]
  not_implemented();
}
