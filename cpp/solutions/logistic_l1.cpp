// Sparse logistic regression — shared_tests/katas/logistic_l1/README.md
#include "katas.hpp"

using namespace kata;

/// The b with σ(b) = ȳ
static double log_odds(MatrixView X, IndexView y) {
  // at w = 0, b = 0 the slope of the loss by b is ½ − ȳ
  double gb = std::get<2>(logistic_value_grad(X, y, Vector(X.cols()), 0, 0));
  require(std::abs(gb) != 0.5, NoFiniteOptimum, "all labels are ", y[0],
          ": b runs away");
  return std::log((0.5 - gb) / (0.5 + gb));
}

/// λmax = ‖(X − x̄)ᵀ(y − ȳ)‖∞ / n, where x̄ and ȳ are the means
double kata::logistic_l1_lambda_max(MatrixView X, IndexView y) {
  log_odds(X, y);
  // the slopes of the loss at w = 0, where σ(b) = ȳ; λ holds all up to its size
  return lasso_lambda_max(X, Vector(y.begin(), y.end()), true);
}

/// w, b = argmin (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + λ‖w‖₁, z = Xw + b
std::tuple<Vector, double> kata::logistic_l1(MatrixView X, IndexView y,
                                             double lam, double tol,
                                             int64_t max_iter) {
  require(lam > 0 && tol > 0 && max_iter >= 1, InvalidParameter, "lam ", lam,
          ", tol ", tol, ", max_iter ", max_iter);
  // z = Dv, v = (w, b + x̄ᵀw): beside centred columns b finds its place soon
  size_t n = X.rows(), p = X.cols();
  Vector mean = rmatvec(X, Vector(n, 1)) / double(n);
  Matrix D(n, p + 1,
           [&](size_t i, size_t j) { return j < p ? X(i, j) - mean[j] : 1; });
  Vector v(p), level(p, lam);
  v.push_back(log_odds(X, y));
  level.push_back(0);
  auto size = [](double x) { return std::abs(x); };
  auto value = [&](VectorView v) {
    auto [loss, g, _] = logistic_value_grad(D, y, v, 0, 0);
    return std::pair{loss + dot(level, map(v, size)), g};
  };
  // at the minimum −gⱼ is λ times the sign of vⱼ, and where vⱼ = 0 at most λ
  auto violation = [](double vj, double gj, double l) {
    return vj == 0 ? std::abs(gj) - l : std::abs(gj + std::copysign(l, vj));
  };
  for (int64_t k = 0; k < max_iter; ++k) {
    auto [J, g] = value(v);
    double off = violation(v[p], g[p], 0), t = 1;
    for (size_t j = 0; j < p; ++j)
      off = std::max(off, violation(v[j], g[j], lam) / lam);
    VectorView w = VectorView(v).first(p);
    if (off <= tol)
      return {Vector(w.begin(), w.end()), v[p] - dot(mean, w)};
    // σ′ = σ(1 − σ), so the Hessian of the loss is H
    Vector s = sigmoid(matvec(D, v));
    Matrix H = gram(Matrix(n, p + 1, [&](size_t i, size_t j) {
      return std::sqrt(s[i] * (1 - s[i]) / double(n)) * D(i, j);
    }));
    // ten rounds, one uⱼ after the other, towards the u that minimises
    // gᵀ(u − v) + ½(u − v)ᵀH(u − v) + λ‖u‖₁; q is g + H(u − v)
    Vector u = v, q = g;
    for (int i = 0; i < 10; ++i)
      for (size_t j = 0; j <= p; ++j) {
        double h = H(j, j), c = h * u[j] - q[j], old = u[j];
        u[j] = h > 0 ? soft_threshold({&c, 1}, level[j])[0] / h : 0;
        axpy(u[j] - old, H.row(j), q);
      }
    // what the first order promises; J is known to εJ, and cannot judge less
    Vector d = u - v;
    double fall = dot(level, map(v, size) - map(u, size)) - dot(g, d);
    while (fall > 1e-9 * J && value(v + t * d).first > J - 1e-4 * t * fall)
      t /= 2;
    v += t * d;
  }
  throw Refusal(NotConverged, max_iter, " steps are not enough");
}
