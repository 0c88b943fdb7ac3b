// Influence, and standard errors that do not trust σ² —
// shared_tests/katas/leverage_and_sandwich/README.md
#include "katas.hpp"

using namespace kata;

/// hᵢ = xᵢᵀ(XᵀX)⁻¹xᵢ
Vector kata::leverages(MatrixView X) {
  // X[n,p] -> h[n]
  not_implemented();
}

/// student = e/s√(1 − h), cook = e²h/ps²(1 − h)², loo = e/(1 − h), e = y − Xw
std::tuple<Vector, Vector, Vector, Vector> kata::influence(MatrixView X,
                                                           VectorView y) {
  // X[n,p], y[n] -> h[n], student[n], cook[n], loo[n]
  not_implemented();
}

/// V = (XᵀX)⁻¹Xᵀ diag(e²f) X(XᵀX)⁻¹, f = 1, n/(n − p), 1/(1 − h), 1/(1 − h)²
Matrix kata::hc_covariance(MatrixView X, VectorView y, Variant variant) {
  // X[n,p], y[n], variant:{hc0,hc1,hc2,hc3} -> V[p,p]
  not_implemented();
}
