// Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md
#include "katas.hpp"

using namespace kata;
using Path = std::tuple<Vector, Vector>;

/// v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)
Path kata::heavy_ball(MatrixView X, VectorView y, VectorView w0, double step,
                      double mu, int64_t iters) {
  // X[n,p], y[n], w0[p], step, mu, iters:int -> w[p], history[iters+1]
  not_implemented();
}

/// v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)
Path kata::nesterov(MatrixView X, VectorView y, VectorView w0, double step,
                    double mu, int64_t iters) {
  // X[n,p], y[n], w0[p], step, mu, iters:int -> w[p], history[iters+1]
  not_implemented();
}
