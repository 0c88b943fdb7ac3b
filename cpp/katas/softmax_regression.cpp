// Multinomial logistic regression —
// shared_tests/katas/softmax_regression/README.md
#include "katas.hpp"

using namespace kata;

/// Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)
Matrix kata::log_softmax(MatrixView Z) {
  not_implemented();
}

/// J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J
std::tuple<double, Matrix, Vector>
kata::softmax_value_grad(MatrixView X, IndexView y, int64_t K, MatrixView W,
                         VectorView b, double lam) {
  not_implemented();
}

/// (W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)
std::tuple<Matrix, Vector, Vector> kata::softmax_gd(MatrixView X, IndexView y,
                                                    int64_t K, double lam,
                                                    double step,
                                                    int64_t iters) {
  not_implemented();
}
