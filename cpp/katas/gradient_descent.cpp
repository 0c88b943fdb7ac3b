// Gradient descent instead of the closed form —
// shared_tests/katas/gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
std::tuple<double, Vector> kata::mse_value_grad(MatrixView X, VectorView y,
                                                VectorView w) {
  // X[n,p], y[n], w[p] -> f, g[p]
  not_implemented();
}

/// wₖ₊₁ = wₖ − step · ∇f(wₖ), historyₖ = f(wₖ)
std::tuple<Vector, Vector> kata::gradient_descent(MatrixView X, VectorView y,
                                                  VectorView w0, double step,
                                                  int64_t iters) {
  // X[n,p], y[n], w0[p], step, iters:int -> w[p], history[iters+1]
  not_implemented();
}
