# Influence, and standard errors that do not trust σ² — shared_tests/katas/leverage_and_sandwich/README.md

"""
hᵢ = xᵢᵀ(XᵀX)⁻¹xᵢ
"""
function leverages(X)
    Q, _ = qr(X)
    # xᵢ = Rᵀqᵢ and (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, so hᵢ = qᵢᵀqᵢ
    return vec(sum(abs2, Q, dims=2))
end

# e = y − Xw, h, Q and R
function _fit(X, y)
    n, p = size(X)
    n <= p && throw(InvalidParameter("$n rows for $p columns leave no residual"))
    Q, R = qr(X)
    # Xw = QQᵀy
    e = y - Q * (Q'y)
    sse = dot(e, e)
    sse <= 1e-20 * dot(y, y) &&
        throw(NoFiniteOptimum("a perfect fit, SSE = $sse: nothing varies"))
    return e, vec(sum(abs2, Q, dims=2)), Q, R
end

function _refuse_lone(h)
    # h = 1: a coefficient has this row alone, and is lost with it
    largest, i = findmax(h)
    largest >= 1 - 1e-10 &&
        throw(RankDeficient("the columns are dependent without row $(i - 1)"))
end

"""
student = e/s√(1 − h), cook = e²h/ps²(1 − h)², loo = e/(1 − h), e = y − Xw
"""
function influence(X, y)
    n, p = size(X)
    e, h, _, _ = _fit(X, y)
    _refuse_lone(h)
    # var eᵢ = σ²(1 − hᵢ)
    student = e ./ sqrt.(dot(e, e) / (n - p) * (1 .- h))
    # without row i, w moves by (XᵀX)⁻¹xᵢeᵢ/(1 − hᵢ)
    return h, student, @.(student^2 * h / (p * (1 - h))), @.(e / (1 - h))
end

"""
V = (XᵀX)⁻¹Xᵀ diag(e²f) X(XᵀX)⁻¹, f = 1, n/(n − p), 1/(1 − h), 1/(1 − h)²
"""
function hc_covariance(X, y, variant)
    n, p = size(X)
    e, h, Q, R = _fit(X, y)
    variant in (:hc2, :hc3) && _refuse_lone(h)
    # E eᵢ² = σᵢ²(1 − hᵢ) where all variances are equal
    f = variant == :hc0 ? one.(h) :
        variant == :hc1 ? fill(n / (n - p), n) :
        variant == :hc2 ? 1 ./ (1 .- h) : 1 ./ (1 .- h) .^ 2
    # (XᵀX)⁻¹Xᵀ = R⁻¹Qᵀ
    inverse = hcat((back_substitution(R, c) for c in eachcol(Matrix(1.0I, p, p)))...)
    return gram(e .* sqrt.(f) .* Q * inverse')
end
