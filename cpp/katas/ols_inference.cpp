// Standard errors, t, F, R², p-values —
// shared_tests/katas/ols_inference/README.md
#include "katas.hpp"

using namespace kata;

/// σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F
std::tuple<Vector, Vector, Vector, double, double, double, double>
kata::ols_inference(MatrixView X, VectorView y, bool has_intercept) {
  // X[n,p], y[n], has_intercept:bool -> w[p], se[p], t[p], sigma2, r2, r2_adj, f
  not_implemented();
}

/// r = Γ(a + ½)/Γ(a)
double kata::gamma_ratio(double a) {
  // a -> r
  not_implemented();
}

/// p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)
Vector kata::two_sided_p(VectorView t, double df) {
  // t[k], df -> p_values[k]
  not_implemented();
}
