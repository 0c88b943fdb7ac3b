// AdaGrad, RMSProp, Adam — shared_tests/katas/adaptive_steps/README.md
#include "katas.hpp"

using namespace kata;
using Path = std::tuple<Vector, Vector>;

/// s = s + g², w = w − step·g/(√s + eps), g = ∇f(w), historyₖ = f(wₖ)
Path kata::adagrad(MatrixView X, VectorView y, VectorView w0, double step,
                   double eps, int64_t iters) {
  // X[n,p], y[n], w0[p], step, eps, iters:int -> w[p], history[iters+1]
  not_implemented();
}

/// s = rho·s + (1 − rho) g², w = w − step·g/(√s + eps), g = ∇f(w)
Path kata::rmsprop(MatrixView X, VectorView y, VectorView w0, double step,
                   double rho, double eps, int64_t iters) {
  // X[n,p], y[n], w0[p], step, rho, eps, iters:int -> w[p], history[iters+1]
  not_implemented();
}

/// w = w − step·m̂/(√ŝ + eps); m̂, ŝ = means of gᵢ, gᵢ², weights β₁ᵗ⁻ⁱ, β₂ᵗ⁻ⁱ
Path kata::adam(MatrixView X, VectorView y, VectorView w0, double step,
                double beta1, double beta2, double eps, int64_t iters) {
  // X[n,p], y[n], w0[p], step, beta1, beta2, eps, iters:int -> w[p], history[iters+1]
  not_implemented();
}
