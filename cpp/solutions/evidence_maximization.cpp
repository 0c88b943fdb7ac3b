// The data choose the penalty: type-II maximum likelihood —
// shared_tests/katas/evidence_maximization/README.md
#include "katas.hpp"

using namespace kata;

// V, s, c and ‖y − Uc‖², where X = U diag(s) Vᵀ and c = Uᵀy
static std::tuple<Matrix, Vector, Vector, double> coordinates(MatrixView X,
                                                              VectorView y) {
  bool wide = X.rows() < X.cols();
  auto [U, s, V, _] = svd(wide ? transpose(X) : Matrix(X));
  if (wide)
    // Xᵀ = V diag(s) Uᵀ
    std::swap(U, V);
  Vector c = rmatvec(U, y), rest = y - matvec(U, c);
  return {V, s, c, dot(rest, rest)};
}

static double log_density(double n, VectorView s, VectorView c, double rest,
                          double alpha, double beta) {
  double twice = n * std::log(beta / (2 * std::numbers::pi)) - beta * rest;
  // along uⱼ the variance of y is 1/β + sⱼ²/α, elsewhere 1/β
  for (size_t j = 0; j < s.size(); ++j) {
    double ratio = beta * s[j] * s[j] / alpha;
    twice -= std::log1p(ratio) + beta * c[j] * c[j] / (1 + ratio);
  }
  return twice / 2;
}

/// L = ln N(y; 0, I/β + XXᵀ/α), of y = Xw + ε, w ~ N(0, I/α), ε ~ N(0, I/β)
double kata::log_evidence(MatrixView X, VectorView y, double alpha,
                          double beta) {
  require(alpha > 0 && beta > 0, InvalidParameter, "alpha is ", alpha,
          ", beta is ", beta);
  auto [V, s, c, rest] = coordinates(X, y);
  return log_density(double(y.size()), s, c, rest, alpha, beta);
}

/// γ = Σ βdⱼ/(βdⱼ + α), α ← γ/‖m‖², β ← (n − γ)/‖y − Xm‖², d = eig XᵀX
std::tuple<double, double, Vector, double, Vector>
kata::evidence_fit(MatrixView X, VectorView y, double alpha0, double beta0,
                   int64_t iters) {
  require(alpha0 > 0 && beta0 > 0 && iters >= 0, InvalidParameter, "alpha0 is ",
          alpha0, ", beta0 is ", beta0, ", iters is ", iters);
  auto [V, s, c, rest] = coordinates(X, y);
  double n = double(y.size()), alpha = alpha0, beta = beta0, gamma = 0;
  Vector history = {log_density(n, s, c, rest, alpha, beta)};
  for (int64_t k = 0; k < iters; ++k) {
    double free = n - double(s.size()), fit = 0, sse = rest, mm = 0;
    gamma = 0;
    for (size_t j = 0; j < s.size(); ++j) {
      // along uⱼ the fit takes this share of cⱼ for signal, leaves that for
      // noise
      double total = alpha + beta * s[j] * s[j];
      double signal = beta * s[j] * s[j] / total, noise = alpha / total;
      fit += std::pow(signal * c[j], 2);
      sse += std::pow(noise * c[j], 2);
      // n − γ without a difference of near numbers
      gamma += signal;
      free += noise;
      mm += std::pow(beta * s[j] * c[j] / total, 2);
    }
    require(std::min(fit, sse) > 1e-20 * dot(y, y), NoFiniteOptimum,
            "‖Xm‖² is ", fit, ", ‖y − Xm‖² is ", sse);
    alpha = gamma / mm;
    beta = free / sse;
    history.push_back(log_density(n, s, c, rest, alpha, beta));
  }
  for (size_t j = 0; j < s.size(); ++j)
    c[j] *= beta * s[j] / (alpha + beta * s[j] * s[j]);
  return {alpha, beta, matvec(V, c), gamma, history};
}
