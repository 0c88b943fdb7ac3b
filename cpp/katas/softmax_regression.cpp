// Multinomial logistic regression —
// shared_tests/katas/softmax_regression/README.md
#include "katas.hpp"

using namespace kata;

/// Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
Matrix kata::log_softmax(MatrixView Z) {
  // Z[n,K] -> L[n,K]
  not_implemented();
}

/// J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
std::tuple<double, Matrix, Vector>
kata::softmax_value_grad(MatrixView X, IndexView y, int64_t K, MatrixView W,
                         VectorView b, double lam) {
  // X[n,p], y[n]:int, K:int, W[p,K], b[K], lam -> J, GW[p,K], Gb[K]
  not_implemented();
}

/// (W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
std::tuple<Matrix, Vector, Vector> kata::softmax_gd(MatrixView X, IndexView y,
                                                    int64_t K, double lam,
                                                    double step,
                                                    int64_t iters) {
  // X[n,p], y[n]:int, K:int, lam, step, iters:int -> W[p,K], b[K], history[iters+1]
  not_implemented();
}
