// Ridge regression, intercept unpenalised —
// shared_tests/katas/ridge/README.md
#include "katas.hpp"

using namespace kata;

/// Xc = X − 1x̄ᵀ, yc = y − 1ȳ
std::tuple<Matrix, Vector, Vector, double> kata::center(MatrixView X,
                                                        VectorView y) {
  // X[n,p], y[n] -> Xc[n,p], yc[n], x_mean[p], y_mean
  not_implemented();
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²
std::tuple<Vector, double> kata::ridge(MatrixView X, VectorView y, double lam,
                                       bool fit_intercept) {
  // X[n,p], y[n], lam, fit_intercept:bool -> w[p], b
  not_implemented();
}

/// w = Xcᵀ(XcXcᵀ + nλI)⁻¹yc, b = ȳ − x̄ᵀw, with Xc = X − 1x̄ᵀ and yc = y − 1ȳ
std::tuple<Vector, double> kata::ridge_dual(MatrixView X, VectorView y,
                                            double lam, bool fit_intercept) {
  // X[n,p], y[n], lam, fit_intercept:bool -> w[p], b
  not_implemented();
}
