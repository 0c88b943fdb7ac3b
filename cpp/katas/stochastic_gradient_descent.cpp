// Stochastic gradient descent with a given order —
// shared_tests/katas/stochastic_gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// wₖ₊₁ = wₖ − step0/(1 + decay·k) · ∇f_k(wₖ) of batch k, w_avg = mean of wₖ₊₁
std::tuple<Vector, Vector> kata::sgd(MatrixView X, VectorView y, VectorView w0,
                                     IndexView order, int64_t batch_size,
                                     double step0, double decay) {
  // X[n,p], y[n], w0[p], order[m]:int, batch_size:int, step0, decay -> w[p], w_avg[p]
  not_implemented();
}
