// Many λ for the price of one decomposition —
// shared_tests/katas/ridge_path/README.md
#include "katas.hpp"

using namespace kata;

/// w = Σⱼ sⱼ/(sⱼ² + nλ) (uⱼᵀy) vⱼ, b = ȳ − x̄ᵀw, df = Σⱼ sⱼ²/(sⱼ² + nλ)
std::tuple<Matrix, Vector, Vector> kata::ridge_path(MatrixView X, VectorView y,
                                                    VectorView lambdas,
                                                    bool fit_intercept) {
  double least = std::ranges::min(lambdas);
  require(least >= 0, InvalidParameter, "lambdas go down to ", least,
          ", below 0");
  if (fit_intercept) {
    // ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
    auto [Xc, yc, x_mean, y_mean] = center(X, y);
    auto [W, _, df] = ridge_path(Xc, yc, lambdas, false);
    return {W, Vector(lambdas.size(), y_mean) - matvec(W, x_mean), df};
  }
  bool wide = X.rows() < X.cols();
  auto [U, s, V, _] = svd(wide ? transpose(X) : Matrix(X));
  if (wide)
    // Xᵀ = V diag(s) Uᵀ
    std::swap(U, V);
  Vector c = rmatvec(U, y), b(lambdas.size()), df(lambdas.size());
  Matrix W(lambdas.size(), X.cols()), Vt = transpose(V);
  for (size_t k = 0; k < lambdas.size(); ++k)
    for (size_t j = 0; j < s.size(); ++j) {
      // what is only rounding has no direction
      if (s[j] <= 1e-12 * s[0])
        continue;
      // (XᵀX + nλI) w = Xᵀy is diagonal in the basis of the vⱼ, for every λ
      double total = s[j] * s[j] + double(X.rows()) * lambdas[k];
      axpy(s[j] * c[j] / total, Vt.row(j), W.row(k));
      // ŷ = Σⱼ sⱼ²/(sⱼ² + nλ) (uⱼᵀy) uⱼ, and df is the trace of that map
      df[k] += s[j] * s[j] / total;
    }
  return {W, b, df};
}
