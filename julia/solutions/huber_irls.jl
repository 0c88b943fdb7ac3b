# Huber regression by reweighted least squares — shared_tests/katas/huber_irls/README.md

"""
vᵢ = min(1, δ/|rᵢ|)
"""
function huber_weights(r, δ)
    δ <= 0 && throw(InvalidParameter("the threshold is $δ, not positive"))
    # vᵢrᵢ = ρ′(rᵢ): rᵢ itself, but never beyond ±δ
    return δ ./ max.(abs.(r), δ)
end

"""
w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), ρ(r) = ½r² where |r| ≤ δ, else δ|r| − ½δ²
"""
function huber(X, y, δ, tol, max_iter)
    if tol < 0 || max_iter < 0
        throw(InvalidParameter("tol is $tol, max_iter is $max_iter"))
    end
    # what column j can at most pull with at w = 0: Σ |xᵢⱼ ρ′(yᵢ)|
    pull = abs.(X)' * abs.(huber_weights(y, δ) .* y)
    w = ols(X, y)
    for k = 0:max_iter
        r = y - predict(X, w)
        v = huber_weights(r, δ)
        # ∇J = −Xᵀρ′(r)/n = 0
        all(abs.(X' * (v .* r)) .<= tol * pull) && return w, k
        # ½vᵢz² + const lies above ρ(z) and touches it at z = rᵢ: J falls
        w, _ = wls(X, y, v)
    end
    throw(NotConverged("$max_iter weighted fits are not enough"))
end

"""
w = wls(X, y, min(1, c·scale/|r|)), scale = median |r| / Φ⁻¹(¾), r = y − Xw
"""
function huber_mad(X, y, c, iters)
    if c <= 0 || iters < 1
        throw(InvalidParameter("c is $c, iters is $iters"))
    end
    w, scale = ols(X, y), 0.0
    for _ = 1:iters
        r = y - predict(X, w)
        # half of all normal errors are smaller than 0.6745 σ
        scale = median(abs.(r)) / 0.6744897501960817
        # half of the rows are met, up to rounding
        scale <= 1e-12 * maximum(abs, y) && return w, 0.0
        w, _ = wls(X, y, huber_weights(r, c * scale))
    end
    return w, scale
end
