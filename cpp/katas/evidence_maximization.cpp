// The data choose the penalty: type-II maximum likelihood —
// shared_tests/katas/evidence_maximization/README.md
#include "katas.hpp"

using namespace kata;

/// L = ln N(y; 0, I/β + XXᵀ/α), of y = Xw + ε, w ~ N(0, I/α), ε ~ N(0, I/β)
double kata::log_evidence(MatrixView X, VectorView y, double alpha,
                          double beta) {
  // X[n,p], y[n], alpha, beta -> L
  not_implemented();
}

/// γ = Σ βdⱼ/(βdⱼ + α), α ← γ/‖m‖², β ← (n − γ)/‖y − Xm‖², d = eig XᵀX
std::tuple<double, double, Vector, double, Vector>
kata::evidence_fit(MatrixView X, VectorView y, double alpha0, double beta0,
                   int64_t iters) {
  // X[n,p], y[n], alpha0, beta0, iters:int -> alpha, beta, m[p], gamma,
  // history[iters+1]
  not_implemented();
}
