// Standard errors, t, F, R², p-values —
// shared_tests/katas/ols_inference/README.md
#include "katas.hpp"

using namespace kata;

/// σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F
std::tuple<Vector, Vector, Vector, double, double, double, double>
kata::ols_inference(MatrixView X, VectorView y, bool has_intercept) {
  double n = double(X.rows()), p = double(X.cols()), h = has_intercept;
  require(n > p, InvalidParameter, n, " rows for ", p,
          " columns leave nothing for σ²");
  // without the features, y would be estimated by ȳ, or by 0
  Vector z = y - h * dot(y, Vector(y.size(), 1 / n));
  double sst = dot(z, z), zero = 1e-20 * dot(y, y);
  require(sst > zero, InvalidParameter, "SST is ", sst,
          ": there is nothing to explain");
  auto [Q, R] = qr(X);
  Vector w = back_substitution(R, rmatvec(Q, y)), se;
  // r = (I − QQᵀ)ε, and E‖r‖² = σ² trace(I − QQᵀ) = σ²(n − p)
  Vector r = y - matvec(X, w);
  double sse = dot(r, r), sigma2 = sse / (n - p);
  require(sse > zero, NoFiniteOptimum, "a perfect fit, SSE = ", sse,
          ": t and F are x/0");
  // (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, so its j-th diagonal entry is ‖R⁻ᵀeⱼ‖²
  Matrix L = transpose(R), I = identity(X.cols());
  for (size_t j = 0; j < X.cols(); ++j) {
    Vector root = forward_substitution(L, I.row(j));
    se.push_back(std::sqrt(sigma2 * dot(root, root)));
  }
  double r2 = 1 - sse / sst;
  double f = p > h ? (sst - sse) / (p - h) / sigma2 : 0;
  Vector t = map(w, se, std::divides{});
  return {w, se, t, sigma2, r2, 1 - (1 - r2) * (n - h) / (n - p), f};
}

/// r = Γ(a + ½)/Γ(a)
double kata::gamma_ratio(double a) {
  require(a > 0, InvalidParameter, "a is ", a, ", not positive");
  // Γ(a + 1) = aΓ(a), so r(a) = r(a + 1) · a/(a + ½)
  if (a < 100)
    return a / (a + 0.5) * gamma_ratio(a + 1);
  // r(a) r(a + ½) = a, so ln r = ½ ln u + 1/64u² − 5/2048u⁴ + …, u = a − ¼
  double u = a - 0.25, v = 1 / (u * u);
  return std::sqrt(u) * std::exp(v / 64 - 5 * v * v / 2048);
}

/// p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)
Vector kata::two_sided_p(VectorView t, double df) {
  // 1/B(df/2, ½) = Γ(df/2 + ½)/√π Γ(df/2)
  double r = gamma_ratio(df / 2) * std::numbers::inv_sqrtpi;
  return map(t, [=](double ti) {
    // I_x(a, b) = 1 − I₁₋ₓ(b, a), and s converges fast for one of the two
    bool far = ti * ti > 3 * df / (df + 2);
    double q = ti * ti / df, x = (far ? 1 : q) / (1 + q);
    double a = far ? df / 2 : 0.5, b = far ? 0.5 : df / 2, s = 1;
    // I_x(a, b) = xᵃ(1 − x)ᵇ/aBs, s = 1 − e₀x/(1 + d₁x/(1 − e₁x/(1 + d₂x/…)))
    for (int m = 60; m > 0; --m) {
      double k = a + 2 * m;
      s = 1 + m * (b - m) / ((k - 1) * k) * x / s;
      s = 1 - (a + m - 1) * (a + b + m - 1) / ((k - 2) * (k - 1)) * x / s;
    }
    double power = std::exp(-df / 2 * std::log1p(q));
    double tail = r * power * std::sqrt(q / (1 + q)) / (a * s);
    return far ? tail : 1 - tail;
  });
}
