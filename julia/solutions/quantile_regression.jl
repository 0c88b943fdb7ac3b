# Quantile regression by an interior-point method — shared_tests/katas/quantile_regression/README.md

"""
loss = (1/n) Σ ρ(yᵢ − qᵢ), ρ(r) = τr where r ≥ 0, else (τ − 1)r
"""
function pinball_loss(y, q, τ)
    0 < τ < 1 || throw(InvalidParameter("tau is $τ, not between 0 and 1"))
    # of its two lines ρ is the upper one
    return sum(max(τ * r, (τ - 1) * r) for r in y - q) / length(y)
end

# The share of a step dx that leaves 0.01 of each x, at most the whole.
function _share(x, dx)
    return 0.99 / max(0.99, maximum(-dx ./ x))
end

"""
w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), loss = its minimum, ρ as in pinball_loss
"""
function quantile_regression(X, y, τ)
    n = length(y)
    zero = 1e-14 * pinball_loss(y, 0y, τ)
    w, _ = ols_qr(X, y)
    r = y - predict(X, w)
    # r = u − v with u, v > 0, and Xᵀa = 0 with τ − 1 < a < τ
    u = max.(r, 0) .+ sum(abs, r) / n
    v, a = u - r, 0y
    for _ = 1:1000
        q = predict(X, w)
        r, loss = y - q, pinball_loss(y, q, τ)
        # ρ(r) ≥ ar, and aᵀ(y − Xw) = aᵀy for every w: no loss is below aᵀy/n
        loss - dot(a, r) / n <= 1e-9 * loss + zero && return w, loss
        # Newton's step to us = vt = μ, a tenth of what they are on average
        s, t = τ .- a, a .+ 1 .- τ
        μ = 0.1 * (dot(u, s) + dot(v, t)) / 2n
        z, d = @.(r - μ / s + μ / t), @.(1 / (u / s + v / t))
        dw, _ = ols_qr(sqrt.(d) .* X, sqrt.(d) .* z)
        da = d .* (z - predict(X, dw))
        du, dv = @.((μ + u * da) / s - u), @.((μ - v * da) / t - v)
        # most of the way to where the first of them would be 0
        k = min(_share(u, du), _share(v, dv))
        w, u, v = w + k * dw, u + k * du, v + k * dv
        a += min(_share(s, -da), _share(t, da)) * da
    end
    throw(NotConverged("1000 steps are not enough"))
end
