// Standard errors, t, F, R², p-values —
// shared_tests/katas/ols_inference/README.md
#include "katas.hpp"

using namespace kata;

/// σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F
std::tuple<Vector, Vector, Vector, double, double, double, double>
kata::ols_inference(MatrixView X, VectorView y, bool has_intercept) {
  not_implemented();
}

/// r = Γ(a + ½)/Γ(a)
double kata::gamma_ratio(double a) {
  not_implemented();
}

/// p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)
Vector kata::two_sided_p(VectorView t, double df) {
  not_implemented();
}
