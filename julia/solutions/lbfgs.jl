# Limited-memory BFGS — shared_tests/katas/lbfgs/README.md

"""
d = −Hg, H₊ = (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy, H₀ = (sᵀy/yᵀy)I
"""
function lbfgs_direction(g, S, Y)
    m = size(S, 1)
    c = vec(sum(S .* Y, dims = 2))
    minimum(c) <= 0 && throw(InvalidParameter("the smallest sᵀy is $(minimum(c))"))
    d, α = -g, zeros(m)
    # from the newest pair to the oldest: (I − ρysᵀ)d
    for i = m:-1:1
        α[i] = dot(S[i, :], d) / c[i]
        d -= α[i] * Y[i, :]
    end
    # the mean curvature along the newest step
    d *= c[m] / dot(Y[m, :], Y[m, :])
    # and back: (I − ρsyᵀ)d + αs
    for i = 1:m
        d += (α[i] - dot(Y[i, :], d) / c[i]) * S[i, :]
    end
    return d
end

function _value_grad(X, y, w, δ, λ)
    r = predict(X, w) - y
    q = @. sqrt(1 + (r / δ)^2)
    f = sum(@. r^2 / (1 + q)) / length(y) + λ / 2 * dot(w, w)
    return f, X' * (r ./ q) / length(y) + λ * w
end

"""
w = argmin f = (1/n) Σᵢ δ²(√(1 + rᵢ²/δ²) − 1) + (λ/2)‖w‖², ‖∇f‖∞ ≤ tol
"""
function lbfgs_minimize(X, y, w0, δ, λ, memory, tol, max_iter)
    if δ <= 0 || λ < 0
        throw(InvalidParameter("delta $δ ≤ 0 or lam $λ < 0"))
    end
    if memory < 1 || tol < 0 || max_iter < 0
        throw(InvalidParameter("memory $memory, tol $tol, max_iter $max_iter"))
    end
    f₀, _ = _value_grad(X, y, zero(w0), δ, λ)
    w, (f, g) = copy(w0), _value_grad(X, y, w0, δ, λ)
    k, pairs = 0, Tuple{Vector{Float64},Vector{Float64}}[]
    while !(maximum(abs, g) <= tol)
        k < max_iter || throw(NotConverged("$max_iter steps are not enough"))
        # without a pair the curvature is unknown: a step of length 1 at most
        s = -g / max(1, sqrt(dot(g, g)))
        if !isempty(pairs)
            S, Y = hcat(first.(pairs)...)', hcat(last.(pairs)...)'
            s = lbfgs_direction(g, S, Y)
        end
        # r is known to ε|y|, f to ε(f + f(0)), which judges no smaller promise
        slope = dot(g, s)
        close = -slope <= 1e-12 * (f + f₀)
        f₊, g₊ = _value_grad(X, y, w + s, δ, λ)
        while !close && f₊ > f + 1e-4 * slope
            s, slope = s / 2, slope / 2
            f₊, g₊ = _value_grad(X, y, w + s, δ, λ)
        end
        # a pair without curvature, which rounding may leave, tells nothing
        u = g₊ - g
        if dot(s, u) > 1e-10 * sqrt(dot(s, s) * dot(u, u))
            push!(pairs, (s, u))
            length(pairs) > memory && popfirst!(pairs)
        end
        w, f, g, k = w + s, f₊, g₊, k + 1
    end
    return w, f, k
end
