// Least squares as maximum likelihood; AIC and BIC —
// shared_tests/katas/gaussian_mle/README.md
#include "katas.hpp"

using namespace kata;

/// ℓ = −(n/2) ln(2πσ²) − ‖y − Xw‖² / (2σ²)
double kata::gaussian_loglik(MatrixView X, VectorView y, VectorView w,
                             double sigma2) {
  // X[n,p], y[n], w[p], sigma2 -> ll
  not_implemented();
}

/// w, σ² = argmax ℓ(w, σ²), AIC = 2(p+1) − 2ℓ, BIC = (p+1) ln n − 2ℓ
std::tuple<Vector, double, double, double, double>
kata::gaussian_mle(MatrixView X, VectorView y) {
  // X[n,p], y[n] -> w[p], sigma2, loglik, aic, bic
  not_implemented();
}
