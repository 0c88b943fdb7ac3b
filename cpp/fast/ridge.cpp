// Ridge regression, intercept unpenalised, X read once —
// shared_tests/katas/ridge/README.md
#include "fast/upper_factor.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

/// Xc = X − 1x̄ᵀ, yc = y − 1ȳ
std::tuple<Matrix, Vector, Vector, double> kata::center(MatrixView X,
                                                        VectorView y) {
  size_t n = X.rows(), p = X.cols();
  // x̄ = x₀ + mean of xᵢ − x₀, so a constant column is centred to exactly 0
  Matrix D(n, p, [=](size_t i, size_t j) { return X(i, j) - X(0, j); });
  Vector share(n, 1.0 / n), yc(y.begin(), y.end()), x_mean = rmatvec(D, share);
  double y_mean = dot(share, y);
  for (size_t j = 0; j < p; ++j)
    x_mean[j] += X(0, j);
  for (double &yi : yc)
    yi -= y_mean;
  Matrix Xc(n, p, [&](size_t i, size_t j) { return X(i, j) - x_mean[j]; });
  return {std::move(Xc), std::move(yc), std::move(x_mean), y_mean};
}

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

/// w = Xcᵀ(XcXcᵀ + nλI)⁻¹yc, b = ȳ − x̄ᵀw, with Xc = X − 1x̄ᵀ and yc = y − 1ȳ
std::tuple<Vector, double> kata::ridge_dual(MatrixView X, VectorView y,
                                            double lam, bool fit_intercept) {
  require(lam > 0, InvalidParameter, "lam is ", lam, ", not positive");
  if (fit_intercept) {
    // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
    auto [Xc, yc, x_mean, y_mean] = center(X, y);
    auto [w, _] = ridge_dual(Xc, yc, lam, false);
    return {w, y_mean - dot(x_mean, w)};
  }
  // (XᵀX + cI) Xᵀ = Xᵀ (XXᵀ + cI), so w = Xᵀα with (XXᵀ + nλI) α = y
  Matrix A = gram(transpose(X));
  for (size_t i = 0; i < X.rows(); ++i)
    A(i, i) += X.rows() * lam;
  return {rmatvec(X, cholesky_solve(A, y)), 0};
}
