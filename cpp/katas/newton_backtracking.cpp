// Damped Newton on a smooth robust loss —
// shared_tests/katas/newton_backtracking/README.md
#include "katas.hpp"

using namespace kata;

/// f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f
std::tuple<double, Vector, Matrix>
kata::pseudo_huber(MatrixView X, VectorView y, VectorView w, double delta,
                   double lam) {
  // X[n,p], y[n], w[p], delta, lam -> f, g[p], H[p,p]
  not_implemented();
}

/// wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)
std::tuple<Vector, double, int64_t, Vector>
kata::newton_pseudo_huber(MatrixView X, VectorView y, VectorView w0,
                          double delta, double lam, double tol,
                          int64_t max_iter) {
  // X[n,p], y[n], w0[p], delta, lam, tol, max_iter:int -> w[p], f, iters:int,
  // history[max_iter+1]
  not_implemented();
}
