// Ridge regression, intercept unpenalised —
// shared_tests/katas/ridge/README.md
#include "katas.hpp"

using namespace kata;

/// Xc = X − 1x̄ᵀ, yc = y − 1ȳ
std::tuple<Matrix, Vector, Vector, double> kata::center(MatrixView X,
                                                        VectorView y) {
  // x̄ = x₀ + mean of xᵢ − x₀, so a constant column is centred to exactly 0
  Vector share(X.rows(), 1 / double(X.rows()));
  Vector x_mean = X.row(0) + rmatvec(X - X.row(0), share);
  double y_mean = dot(share, y);
  return {X - x_mean, y - y_mean, x_mean, y_mean};
}

/// w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²
std::tuple<Vector, double> kata::ridge(MatrixView X, VectorView y, double lam,
                                       bool fit_intercept) {
  require(lam >= 0, InvalidParameter, "lam is ", lam, ", below 0");
  if (fit_intercept) {
    // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
    auto [Xc, yc, x_mean, y_mean] = center(X, y);
    auto [w, _] = ridge(Xc, yc, lam, false);
    return {w, y_mean - dot(x_mean, w)};
  }
  if (lam == 0)
    // J is the loss of least squares, which needs independent columns
    return {ols(X, y), 0};
  // n∇J = (XᵀX + nλI) w − Xᵀy = 0, positive definite whatever X is
  double nlam = double(X.rows()) * lam;
  size_t p = X.cols();
  try {
    Matrix A = gram(X) + nlam * identity(p);
    return {cholesky_solve(A, rmatvec(X, y)), 0};
  } catch (const Refusal &) {
    // nλ is lost beside XᵀX, √(nλ) is not beside X:
    // 2nJ = ‖[X; √(nλ)I]w − [y; 0]‖²
    Matrix A = stack(X, std::sqrt(nlam) * identity(p));
    return {std::get<0>(ols_qr(A, stack(y, Vector(p)))), 0};
  }
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
  size_t n = X.rows(), p = X.cols();
  double nlam = double(n) * lam;
  try {
    Matrix A = gram(transpose(X)) + nlam * identity(n);
    return {rmatvec(X, cholesky_solve(A, y)), 0};
  } catch (const Refusal &) {
    // y = RᵀRα with [Xᵀ; √(nλ)I] = QR, and [w; √(nλ)α] = QRα = QR⁻ᵀy
    Matrix A = stack(transpose(X), std::sqrt(nlam) * identity(n));
    auto [V, R] = reflections(A);
    Vector z = stack(forward_substitution(transpose(R), y), Vector(p));
    for (size_t j = n; j-- > 0;)
      z = reflect({V.row(j).data(), 1, n + p}, z);
    z.resize(p);
    return {z, 0};
  }
}
