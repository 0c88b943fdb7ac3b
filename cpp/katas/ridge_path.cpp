// Many λ for the price of one decomposition —
// shared_tests/katas/ridge_path/README.md
#include "katas.hpp"

using namespace kata;

/// w = Σⱼ sⱼ/(sⱼ² + nλ) (uⱼᵀy) vⱼ, b = ȳ − x̄ᵀw, df = Σⱼ sⱼ²/(sⱼ² + nλ)
std::tuple<Matrix, Vector, Vector> kata::ridge_path(MatrixView X, VectorView y,
                                                    VectorView lambdas,
                                                    bool fit_intercept) {
  // X[n,p], y[n], lambdas[k], fit_intercept:bool -> W[k,p], b[k], df[k]
  not_implemented();
}
