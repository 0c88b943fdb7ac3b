// The best-fit line — shared_tests/katas/simple_linear_regression/README.md
#include "katas.h"

/// slope b, intercept a = argmin Σᵢ (yᵢ − a − b xᵢ)², r2 = 1 − SSE/SST
refusal fit_line(vector x, vector y, double *slope, double *intercept,
                 double *r2) {
  double low = x.at[0], high = low, spread = 0;
  for (int64_t i = 1; i < x.n; ++i) {
    low = fmin(low, x.at[i]);
    high = fmax(high, x.at[i]);
    spread = fmax(spread, fabs(y.at[i] - y.at[0]));
  }
  // numbers within four units of their last place may be one number, rounded
  REQUIRE(high - low > 0x1p-50 * fmax(high, -low), RankDeficient,
          "every x is %g, up to rounding: the slope is free", low);
  *slope = 0, *intercept = y.at[0], *r2 = 1;
  if (spread == 0)
    return NULL;
  // u = x − x₀ is known to ε times the spread of x, while x̄ is known to εx̄ only
  NUMBERS(u, x.n);
  NUMBERS(v, x.n);
  double u_mean, u_var, v_mean, v_var, uv_cov = 0;
  for (int64_t i = 0; i < x.n; ++i) {
    u[i] = x.at[i] - x.at[0];
    v[i] = y.at[i] - y.at[0];
  }
  TRY(mean_var((vector){x.n, u}, 0, &u_mean, &u_var));
  TRY(mean_var((vector){x.n, v}, 0, &v_mean, &v_var));
  // ∂/∂slope = 0: slope · Σ (uᵢ − ū)² = Σ (uᵢ − ū)(vᵢ − v̄)
  for (int64_t i = 0; i < x.n; ++i)
    uv_cov += (u[i] - u_mean) * (v[i] - v_mean) / x.n;
  *slope = uv_cov / u_var;
  // ∂/∂intercept = 0: the line passes through (x̄, ȳ) = (x₀ + ū, y₀ + v̄)
  *intercept = y.at[0] + v_mean - *slope * (x.at[0] + u_mean);
  // SSE = SST − slope · Σ (uᵢ − ū)(vᵢ − v̄)
  *r2 = *slope * uv_cov / v_var;
  return NULL;
}

/// ŷᵢ = intercept + slope · xᵢ
refusal predict_line(double slope, double intercept, vector x, double *yhat) {
  for (int64_t i = 0; i < x.n; ++i)
    yhat[i] = intercept + slope * x.at[i];
  return NULL;
}
