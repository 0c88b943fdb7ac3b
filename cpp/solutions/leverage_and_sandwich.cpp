// Influence, and standard errors that do not trust σ² —
// shared_tests/katas/leverage_and_sandwich/README.md
#include "katas.hpp"

using namespace kata;

static Vector squared_lengths(MatrixView Q) {
  return matvec(map(Q, [](double q) { return q * q; }), Vector(Q.cols(), 1));
}

/// hᵢ = xᵢᵀ(XᵀX)⁻¹xᵢ
Vector kata::leverages(MatrixView X) {
  auto [Q, R] = qr(X);
  // xᵢ = Rᵀqᵢ and (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, so hᵢ = qᵢᵀqᵢ
  return squared_lengths(Q);
}

/// e = y − Xw, h, Q and R
static std::tuple<Vector, Vector, Matrix, Matrix> fit(MatrixView X,
                                                      VectorView y) {
  require(X.rows() > X.cols(), InvalidParameter, X.rows(), " rows for ",
          X.cols(), " columns leave no residual");
  auto [Q, R] = qr(X);
  // Xw = QQᵀy
  Vector e = y - matvec(Q, rmatvec(Q, y));
  double sse = dot(e, e);
  require(sse > 1e-20 * dot(y, y), NoFiniteOptimum,
          "a perfect fit, SSE = ", sse, ": nothing varies");
  return {e, squared_lengths(Q), Q, R};
}

static void refuse_lone(VectorView h) {
  // h = 1: a coefficient has this row alone, and is lost with it
  auto largest = std::ranges::max_element(h);
  require(*largest < 1 - 1e-10, RankDeficient,
          "the columns are dependent without row ", largest - h.begin());
}

/// student = e/s√(1 − h), cook = e²h/ps²(1 − h)², loo = e/(1 − h), e = y − Xw
std::tuple<Vector, Vector, Vector, Vector> kata::influence(MatrixView X,
                                                           VectorView y) {
  auto [e, h, Q, R] = fit(X, y);
  refuse_lone(h);
  double p = double(X.cols()), s2 = dot(e, e) / (double(X.rows()) - p);
  Vector student = e, cook = h, loo = e;
  for (size_t i = 0; i < e.size(); ++i) {
    // var eᵢ = σ²(1 − hᵢ)
    student[i] /= std::sqrt(s2 * (1 - h[i]));
    // without row i, w moves by (XᵀX)⁻¹xᵢeᵢ/(1 − hᵢ)
    loo[i] /= 1 - h[i];
    cook[i] *= loo[i] * loo[i] / (p * s2);
  }
  return {h, student, cook, loo};
}

/// V = (XᵀX)⁻¹Xᵀ diag(e²f) X(XᵀX)⁻¹, f = 1, n/(n − p), 1/(1 − h), 1/(1 − h)²
Matrix kata::hc_covariance(MatrixView X, VectorView y, Variant variant) {
  double n = double(X.rows()), p = double(X.cols());
  auto [e, h, Q, R] = fit(X, y);
  if (variant == Variant::hc2 || variant == Variant::hc3)
    refuse_lone(h);
  // (XᵀX)⁻¹Xᵀ = R⁻¹Qᵀ
  for (size_t i = 0; i < e.size(); ++i) {
    // E eᵢ² = σᵢ²(1 − hᵢ) where all variances are equal
    double f = variant == Variant::hc0   ? 1
               : variant == Variant::hc1 ? std::sqrt(n / (n - p))
               : variant == Variant::hc2 ? 1 / std::sqrt(1 - h[i])
                                         : 1 / (1 - h[i]);
    Vector a = back_substitution(R, e[i] * f * Q.row(i));
    std::ranges::copy(a, Q.row(i).begin());
  }
  return gram(Q);
}
