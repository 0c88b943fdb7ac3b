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
  auto push = [=](size_t i, PackedRows &B) {
    B.push(X.row(i), y.subspan(i, 1));
  };
  auto [mean, G] = fit_intercept
                       ? moments_of(X, p + 1, push)
                       : std::tuple(Vector(p + 1), gram_upper(X, p + 1, push));
  // n∇J = (XᵀX + nλI) w − Xᵀy = 0, positive definite whatever X is
  for (size_t j = 0; j < p; ++j)
    G(j, j) += double(X.rows()) * lam;
  Vector w;
  try {
    factor(G, p);
    w = back_substituted(G, p);
  } catch (const Refusal &) {
    // nλ is lost beside XᵀX, √(nλ) is not beside X:
    // 2nJ = ‖[X; √(nλ)I]w − [y; 0]‖²
    size_t n = X.rows();
    VectorView z(mean);
    Matrix A(n + p, p, [=](size_t i, size_t j) {
      return i < n ? X(i, j) - z[j] : (i - n == j) * std::sqrt(double(n) * lam);
    });
    Vector y0 = y - mean[p];
    y0.resize(n + p);
    w = std::get<0>(ols_qr(A, y0));
  }
  return {w, mean[p] - dot(VectorView(mean).first(p), w)};
}
