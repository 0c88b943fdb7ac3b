# The data choose the penalty: type-II maximum likelihood — shared_tests/katas/evidence_maximization/README.md

function _coordinates(X, y)
    # X = U diag(s) Vᵀ, or Xᵀ = V diag(s) Uᵀ; c = Uᵀy, and the rest of y is outside
    if size(X, 1) < size(X, 2)
        V, s, U, _ = svd(X')
    else
        U, s, V, _ = svd(X)
    end
    c = U'y
    return V, s, c, sum(abs2, y - U * c)
end

function _log_density(n, d, c, rest, α, β)
    # along uⱼ the variance of y is 1/β + dⱼ/α, elsewhere 1/β
    noise = @. α / (α + β * d)
    logs = n * log(β / 2π) - sum(log1p.(β * d / α))
    return (logs - β * (rest + dot(noise, c .^ 2))) / 2
end

"""
L = ln N(y; 0, I/β + XXᵀ/α), of y = Xw + ε, w ~ N(0, I/α), ε ~ N(0, I/β)
"""
function log_evidence(X, y, α, β)
    min(α, β) <= 0 && throw(InvalidParameter("alpha $α and beta $β must be positive"))
    _, s, c, rest = _coordinates(X, y)
    return _log_density(length(y), s .^ 2, c, rest, α, β)
end

"""
γ = Σ βdⱼ/(βdⱼ + α), α ← γ/‖m‖², β ← (n − γ)/‖y − Xm‖², d = eig XᵀX
"""
function evidence_fit(X, y, α₀, β₀, iters)
    if min(α₀, β₀) <= 0 || iters < 0
        throw(InvalidParameter("alpha0 is $α₀, beta0 is $β₀, iters is $iters"))
    end
    V, s, c, rest = _coordinates(X, y)
    n, d, α, β, γ = length(y), s .^ 2, α₀, β₀, 0.0
    history = [_log_density(n, d, c, rest, α, β)]
    for _ = 1:iters
        # along uⱼ the fit takes this share of cⱼ for signal, leaves that for noise
        signal, noise = (@. β * d / (α + β * d)), (@. α / (α + β * d))
        fit, sse = sum(abs2, signal .* c), rest + sum(abs2, noise .* c)
        if min(fit, sse) <= 1e-20 * dot(y, y)
            throw(NoFiniteOptimum("‖Xm‖² = $fit and ‖y − Xm‖² = $sse"))
        end
        # n − γ without a difference of near numbers
        γ, free = sum(signal), n - length(d) + sum(noise)
        a = @. β * s * c / (α + β * d)
        α, β = γ / dot(a, a), free / sse
        push!(history, _log_density(n, d, c, rest, α, β))
    end
    m = V * (@. β * s * c / (α + β * d))
    return α, β, m, γ, history
end
