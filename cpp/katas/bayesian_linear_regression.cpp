// Conjugate posterior and predictive variance —
// shared_tests/katas/bayesian_linear_regression/README.md
#include "katas.hpp"

using namespace kata;

/// SN = (S₀⁻¹ + βXᵀX)⁻¹, mN = SN(S₀⁻¹m₀ + βXᵀy)
std::tuple<Vector, Matrix> kata::posterior(MatrixView X, VectorView y,
                                           VectorView m0, MatrixView S0,
                                           double beta) {
  // X[n,p], y[n], m0[p], S0[p,p], beta -> mN[p], SN[p,p]
  not_implemented();
}

/// mean = Xs mN, var = 1/β + diag(Xs SN Xsᵀ)
std::tuple<Vector, Vector> kata::predictive(MatrixView Xs, VectorView mN,
                                            MatrixView SN, double beta) {
  // Xs[m,p], mN[p], SN[p,p], beta -> mean[m], var[m]
  not_implemented();
}
