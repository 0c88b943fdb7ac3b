// Conjugate posterior and predictive variance —
// shared_tests/katas/bayesian_linear_regression/README.md
#include "katas.hpp"

using namespace kata;

/// SN = (S₀⁻¹ + βXᵀX)⁻¹, mN = SN(S₀⁻¹m₀ + βXᵀy)
std::tuple<Vector, Matrix> kata::posterior(MatrixView X, VectorView y,
                                           VectorView m0, MatrixView S0,
                                           double beta) {
  require(beta > 0, InvalidParameter, "beta is ", beta, ", not positive");
  // S₀ = LLᵀ: w = m₀ + Lv, where v has mean 0 and covariance I before the data
  Matrix L = cholesky(S0);
  size_t p = m0.size();
  double s = std::sqrt(beta);
  // after them v minimises ‖√β(y − Xm₀) − √βXLv‖² + ‖v‖²:
  // [√βXL; I] = QR, Rv = z
  auto [V, R] = reflections(stack(s * matmul(X, L), identity(p)));
  Vector z = reflect(V, stack(s * (y - matvec(X, m0)), Vector(p)));
  z.resize(p);
  // and its covariance is (RᵀR)⁻¹, so that of w is TTᵀ with TR = L
  Matrix T(p, p), Rt = transpose(R);
  for (size_t i = 0; i < p; ++i)
    std::ranges::copy(forward_substitution(Rt, L.row(i)), T.row(i).begin());
  return {m0 + matvec(T, z), gram(transpose(T))};
}

/// mean = Xs mN, var = 1/β + diag(Xs SN Xsᵀ)
std::tuple<Vector, Vector> kata::predictive(MatrixView Xs, VectorView mN,
                                            MatrixView SN, double beta) {
  require(beta > 0, InvalidParameter, "beta is ", beta, ", not positive");
  Vector var(Xs.rows(), 1 / beta);
  // y = xᵀw + ε with independent w and ε: their variances add
  for (size_t i = 0; i < Xs.rows(); ++i)
    var[i] += dot(Xs.row(i), matvec(SN, Xs.row(i)));
  return {matvec(Xs, mN), var};
}
