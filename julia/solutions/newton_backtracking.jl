# Damped Newton on a smooth robust loss — shared_tests/katas/newton_backtracking/README.md

"""
f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f
"""
function pseudo_huber(X, y, w, δ, λ)
    if δ <= 0 || λ < 0
        throw(InvalidParameter("delta $δ ≤ 0 or lam $λ < 0"))
    end
    n = length(y)
    r = predict(X, w) - y
    q = @. sqrt(1 + (r / δ)^2)
    # δ²(q − 1) = r²/(1 + q), without cancellation
    f = sum(@. r^2 / (1 + q)) / n + λ / 2 * dot(w, w)
    # d/dr δ²(q − 1) = r/q
    g = X' * (r ./ q) / n + λ * w
    # d/dr (r/q) = 1/q − r²/(δ²q³) = q⁻³
    H = gram(X .* q .^ -1.5) / n + λ * I
    return f, g, H
end

"""
wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)
"""
function newton_pseudo_huber(X, y, w0, δ, λ, tol, max_iter)
    if tol < 0 || max_iter < 0
        throw(InvalidParameter("tol $tol < 0 or max_iter $max_iter < 0"))
    end
    (n, p), w, history = size(X), copy(w0), zeros(max_iter + 1)
    f, g, H = pseudo_huber(X, y, w, δ, λ)
    f₀, D = pseudo_huber(X, y, 0w, δ, λ)[1], Inf
    for k = 0:max_iter
        history[k+1:end] .= f
        d = try
            cholesky_solve(H, g)
        catch refusal
            refusal isa NotPositiveDefinite || rethrow()
            # what is lost in H = AᵀA is not in A = [diag(q⁻³ᐟ²/√n)X; √λI]; g = Aᵀc
            r = predict(X, w) - y
            q = @. sqrt(1 + (r / δ)^2)
            A = [X .* q .^ -1.5 / sqrt(n); sqrt(λ) * I]
            ols_qr(A, [r .* sqrt.(q / n); sqrt(λ) * w])[1]
        end
        # f(w − d) ≈ f − gᵀd + ½dᵀHd = f − D
        D, last = dot(g, d) / 2, D
        # r is known to ε|y|, f to ε(f + f(0)), which judges no smaller promise
        close = D <= 1e-12 * (f + f₀)
        # where D no longer falls, it consists of rounding errors
        (D <= tol || (close && D >= last)) && return w, f, k, history
        # the slope of f along −d is −2D
        t = 1.0
        trial = pseudo_huber(X, y, w - d, δ, λ)
        while !(close || trial[1] <= f - 2e-4 * t * D)
            t /= 2
            t < 2.0^-50 && throw(NotConverged("f does not fall at step $k"))
            trial = pseudo_huber(X, y, w - t * d, δ, λ)
        end
        w -= t * d
        f, g, H = trial
    end
    throw(NotConverged("$max_iter steps are not enough"))
end
