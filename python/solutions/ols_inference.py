"""Standard errors, t, F, R², p-values — shared_tests/katas/ols_inference/README.md"""

import numpy as np

from cholesky_solve import back_substitution, forward_substitution
from householder_qr import qr
from refusals import InvalidParameter, NoFiniteOptimum


def ols_inference(X, y, has_intercept):
    """σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F"""
    n, p = X.shape
    if n <= p:
        raise InvalidParameter(f"{n} rows for {p} columns leave nothing for σ²")
    # without the features, y would be estimated by ȳ, or by 0
    h = int(has_intercept)
    z = y - h * y.mean()
    sst = z @ z
    if sst <= 1e-20 * (y @ y):
        raise InvalidParameter(f"SST is {sst:.1e}: there is nothing to explain")
    Q, R = qr(X)
    w = back_substitution(R, Q.T @ y)
    # r = (I − QQᵀ)ε, and E‖r‖² = σ² trace(I − QQᵀ) = σ²(n − p)
    r = y - X @ w
    sse = r @ r
    if sse <= 1e-20 * (y @ y):
        raise NoFiniteOptimum(f"a perfect fit, SSE = {sse:.1e}: t and F are x/0")
    sigma2 = sse / (n - p)
    # (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, so its j-th diagonal entry is ‖R⁻ᵀeⱼ‖²
    roots = [forward_substitution(R.T, e) for e in np.eye(p)]
    se = np.sqrt(sigma2) * np.linalg.norm(roots, axis=1)
    r2 = 1 - sse / sst
    f = (sst - sse) / (p - h) / sigma2 if p > h else 0.0
    return w, se, w / se, sigma2, r2, 1 - (1 - r2) * (n - h) / (n - p), f


def gamma_ratio(a):
    """r = Γ(a + ½)/Γ(a)"""
    if a <= 0:
        raise InvalidParameter(f"a is {a:g}, it must be positive")
    # Γ(a + 1) = aΓ(a), so r(a) = r(a + 1) · a/(a + ½)
    if a < 100:
        return a / (a + 0.5) * gamma_ratio(a + 1)
    # r(a) r(a + ½) = a, so ln r = ½ ln u + 1/64u² − 5/2048u⁴ + …, u = a − ¼
    u = a - 0.25
    return np.sqrt(u) * np.exp(1 / (64 * u**2) - 5 / (2048 * u**4))


def two_sided_p(t, df):
    """p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)"""
    # 1/B(df/2, ½) = Γ(df/2 + ½)/√π Γ(df/2)
    r = gamma_ratio(df / 2) / np.sqrt(np.pi)
    # I_x(a, b) = 1 − I₁₋ₓ(b, a), and s converges fast for one of the two
    far = t**2 > 3 * df / (df + 2)
    q = t**2 / df
    a, b = np.where(far, df / 2, 0.5), np.where(far, 0.5, df / 2)
    x = np.where(far, 1, q) / (1 + q)
    # I_x(a, b) = xᵃ(1 − x)ᵇ/aBs, s = 1 − e₀x/(1 + d₁x/(1 − e₁x/(1 + d₂x/…)))
    s = 1.0
    for m in range(60, 0, -1):
        k = a + 2 * m
        s = 1 + m * (b - m) / ((k - 1) * k) * x / s
        s = 1 - (a + m - 1) * (a + b + m - 1) / ((k - 2) * (k - 1)) * x / s
    tail = r * np.sqrt(q / (1 + q)) * np.exp(-df / 2 * np.log1p(q)) / (a * s)
    return np.where(far, tail, 1 - tail)
