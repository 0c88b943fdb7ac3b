# Standard errors, t, F, R², p-values — shared_tests/katas/ols_inference/README.md

"""
σ² = SSE/(n − p), seⱼ² = σ²((XᵀX)⁻¹)ⱼⱼ, t = w/se, R² = 1 − SSE/SST, F
"""
function ols_inference(X, y, has_intercept)
    n, p = size(X)
    n <= p && throw(InvalidParameter("$n rows for $p columns leave nothing for σ²"))
    # without the features, y would be estimated by ȳ, or by 0
    h = Int(has_intercept)
    z = y .- h * sum(y) / n
    sst = dot(z, z)
    sst <= 1e-20 * dot(y, y) && throw(InvalidParameter("SST is $sst: there is nothing to explain"))
    Q, R = qr(X)
    w = back_substitution(R, Q'y)
    # r = (I − QQᵀ)ε, and E‖r‖² = σ² trace(I − QQᵀ) = σ²(n − p)
    r = y - X * w
    sse = dot(r, r)
    sse <= 1e-20 * dot(y, y) &&
        throw(NoFiniteOptimum("a perfect fit, SSE = $sse: t and F are x/0"))
    sigma2 = sse / (n - p)
    # (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, so its j-th diagonal entry is ‖R⁻ᵀeⱼ‖²
    se = [sqrt(sigma2) * norm(forward_substitution(R', e)) for e in eachcol(Matrix(1.0I, p, p))]
    r2 = 1 - sse / sst
    f = p > h ? (sst - sse) / (p - h) / sigma2 : 0.0
    return w, se, w ./ se, sigma2, r2, 1 - (1 - r2) * (n - h) / (n - p), f
end

"""
r = Γ(a + ½)/Γ(a)
"""
function gamma_ratio(a)
    a <= 0 && throw(InvalidParameter("a is $a, it must be positive"))
    # Γ(a + 1) = aΓ(a), so r(a) = r(a + 1) · a/(a + ½)
    a < 100 && return a / (a + 0.5) * gamma_ratio(a + 1)
    # r(a) r(a + ½) = a, so ln r = ½ ln u + 1/64u² − 5/2048u⁴ + …, u = a − ¼
    u = a - 0.25
    return sqrt(u) * exp(1 / 64u^2 - 5 / 2048u^4)
end

"""
p_valuesᵢ = P(|T| ≥ |tᵢ|) = I_x(df/2, ½), x = df/(df + tᵢ²)
"""
function two_sided_p(t, df)
    # 1/B(df/2, ½) = Γ(df/2 + ½)/√π Γ(df/2)
    r = gamma_ratio(df / 2) / sqrt(π)
    return map(t) do t
        # I_x(a, b) = 1 − I₁₋ₓ(b, a), and s converges fast for one of the two
        far = t^2 > 3df / (df + 2)
        q = t^2 / df
        a, b, x = far ? (df / 2, 0.5, 1 / (1 + q)) : (0.5, df / 2, q / (1 + q))
        # I_x(a, b) = xᵃ(1 − x)ᵇ/aBs, s = 1 − e₀x/(1 + d₁x/(1 − e₁x/(1 + d₂x/…)))
        s = 1.0
        for m = 60:-1:1
            k = a + 2m
            s = 1 + m * (b - m) / ((k - 1) * k) * x / s
            s = 1 - (a + m - 1) * (a + b + m - 1) / ((k - 2) * (k - 1)) * x / s
        end
        tail = r * sqrt(q / (1 + q)) * exp(-df / 2 * log1p(q)) / (a * s)
        far ? tail : 1 - tail
    end
end
