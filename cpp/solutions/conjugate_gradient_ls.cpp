// Conjugate gradients on the normal equations —
// shared_tests/katas/conjugate_gradient_ls/README.md
#include "katas.hpp"

using namespace kata;

/// w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖
std::tuple<Vector, int64_t, Vector>
kata::cgls(MatrixView X, VectorView y, double lam, int64_t iters, double tol) {
  for (auto [name, value] :
       {std::pair{"lam", lam}, {"iters", double(iters)}, {"tol", tol}})
    require(value >= 0, InvalidParameter, name, " is ", value, ", below 0");
  double n = double(X.rows());
  // s = −n∇J(w), which is Xᵀy at w = 0; the first direction is q = s
  Vector w(X.cols()), r(y.begin(), y.end()), s = rmatvec(X, y), q = s;
  double gamma = dot(s, s);
  Vector history(iters + 1, std::sqrt(gamma));
  int64_t k = 0;
  // ‖r‖ ≤ ‖y‖, so where sⱼ = xⱼᵀr − nλwⱼ is 0 rounding leaves about this
  Vector squares(X.cols());
  for (size_t i = 0; i < X.rows(); ++i)
    for (size_t j = 0; j < X.cols(); ++j)
      squares[j] += X(i, j) * X(i, j);
  auto above = [c = dot(y, y)](double sj, double square) {
    return std::abs(sj) > 0x1p-51 * std::sqrt(square * c);
  };
  while (k < iters && history[k] > tol * history[0] &&
         std::ranges::max(map(s, squares, above))) {
    // α minimises J(w + αq) for any q: qᵀ(XᵀX + nλI)q = ‖Xq‖² + nλ‖q‖²
    Vector u = predict(X, q);
    double alpha = dot(s, q) / (dot(u, u) + n * lam * dot(q, q));
    w += alpha * q;
    r -= alpha * u;
    s = rmatvec(X, r) - n * lam * w;
    // β = ‖sₖ₊₁‖²/‖sₖ‖² makes qₖ₊₁ᵀ(XᵀX + nλI)qⱼ = 0 for all j ≤ k
    double last = std::exchange(gamma, dot(s, s));
    q = s + gamma / last * q;
    ++k;
    std::fill(history.begin() + k, history.end(), std::sqrt(gamma));
  }
  return {w, k, history};
}
