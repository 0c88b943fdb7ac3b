// Ridge regression, intercept unpenalised, X read once —
// shared_tests/katas/ridge/README.md
#include "fast/upper_factor.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²
std::tuple<Vector, double> kata::ridge(MatrixView X, VectorView y, double lam,
                                       bool fit_intercept) {
  require(lam >= 0, InvalidParameter, "lam is ", lam, ", below 0");
  if (lam == 0) {
    // J is the loss of least squares, which needs independent columns
    if (!fit_intercept)
      return {ols(X, y), 0};
    auto [Xc, yc, x_mean, y_mean] = center(X, y);
    Vector w = ols(Xc, yc);
    return {w, y_mean - dot(x_mean, w)};
  }
  // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
  size_t p = X.cols();
  auto push = [=](size_t i, Block &B) { B.push(X.row(i), y.subspan(i, 1)); };
  auto [mean, G] = fit_intercept
                       ? moments_of(X, p + 1, push)
                       : std::tuple(Vector(p + 1), gram_upper(X, p + 1, push));
  // n∇J = (XᵀX + nλI) w − Xᵀy = 0, positive definite whatever X is
  for (size_t j = 0; j < p; ++j)
    G(j, j) += X.rows() * lam;
  factor(G, p);
  Vector w = back_substituted(G, p);
  return {w, mean[p] - dot(VectorView(mean).first(p), w)};
}
