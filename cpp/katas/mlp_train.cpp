// Mini-batch training with momentum — shared_tests/katas/mlp_train/README.md
#include "katas.hpp"

using namespace kata;

/// v ← mu·v − step·∇J_B(θ), θ ← θ + v for every batch B, θ = (W₁, b₁, W₂, b₂)
std::tuple<Matrix, Vector, Matrix, Vector, double, double>
kata::mlp_train(MatrixView X, MatrixView Y, MatrixView U1, VectorView c1,
                MatrixView U2, VectorView c2, Activation activation, Loss loss,
                double lam, double step, double mu, IndexView order,
                int64_t batch_size) {
  // X[n,d], Y[n,k], U1[d,h], c1[h], U2[h,k], c2[k],
  // activation:{tanh,relu,sigmoid,identity}, loss:{squared_error,cross_entropy}, lam,
  // step, mu, order[m]:int, batch_size:int -> W1[d,h], b1[h], W2[h,k], b2[k], J_start,
  // J_end
  not_implemented();
}
