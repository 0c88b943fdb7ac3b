// Least squares as maximum likelihood; AIC and BIC —
// shared_tests/katas/gaussian_mle/README.md
#include "katas.hpp"

using namespace kata;

/// ℓ = −(n/2) ln(2πσ²) − ‖y − Xw‖² / (2σ²)
double kata::gaussian_loglik(MatrixView X, VectorView y, VectorView w,
                             double sigma2) {
  require(sigma2 > 0, InvalidParameter, "sigma2 is ", sigma2, ", not positive");
  double n = double(y.size());
  Vector r = y - predict(X, w);
  // ℓ = Σᵢ ln of the normal density of rᵢ with variance σ²
  return -n / 2 * std::log(2 * std::numbers::pi * sigma2) -
         dot(r, r) / (2 * sigma2);
}

/// w, σ² = argmax ℓ(w, σ²), AIC = 2(p+1) − 2ℓ, BIC = (p+1) ln n − 2ℓ
std::tuple<Vector, double, double, double, double>
kata::gaussian_mle(MatrixView X, VectorView y) {
  double n = double(X.rows()), p = double(X.cols());
  // whatever σ² is, ℓ is largest where ‖y − Xw‖² is least
  Vector w = ols(X, y), r = y - predict(X, w);
  require(dot(r, r) > 1e-20 * dot(y, y), NoFiniteOptimum,
          "the fit is perfect: ℓ grows without bound as σ² → 0");
  // ∂ℓ/∂σ² = 0 at the mean square
  double sigma2 = dot(r, r) / n;
  double loglik = gaussian_loglik(X, y, w, sigma2);
  double aic = 2 * (p + 1) - 2 * loglik;
  double bic = (p + 1) * std::log(n) - 2 * loglik;
  return {w, sigma2, loglik, aic, bic};
}
