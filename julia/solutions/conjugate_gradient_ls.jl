# Conjugate gradients on the normal equations — shared_tests/katas/conjugate_gradient_ls/README.md

"""
w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖
"""
function cgls(X, y, λ, iters, tol)
    for (name, value) in pairs((lam = λ, iters = iters, tol = tol))
        value < 0 && throw(InvalidParameter("$name is $value, below 0"))
    end
    n, p = size(X)
    # s = −n∇J(w), which is Xᵀy at w = 0; the first direction is q = s
    w, r, s = zeros(p), copy(y), X'y
    q, γ, k = copy(s), dot(s, s), 0
    history = fill(sqrt(γ), iters + 1)
    # ‖r‖ ≤ ‖y‖, so where sⱼ = xⱼᵀr − nλwⱼ is 0 rounding leaves about this
    floor = 2.0^-51 * norm(y) * sqrt.(vec(sum(abs2, X, dims = 1)))
    while k < iters && history[k+1] > tol * history[1] && any(abs.(s) .> floor)
        # α minimises J(w + αq) for any q: qᵀ(XᵀX + nλI)q = ‖Xq‖² + nλ‖q‖²
        u = predict(X, q)
        α = dot(s, q) / (dot(u, u) + n * λ * dot(q, q))
        w .+= α .* q
        r .-= α .* u
        s = X'r - n * λ * w
        # β = ‖sₖ₊₁‖²/‖sₖ‖² makes qₖ₊₁ᵀ(XᵀX + nλI)qⱼ = 0 for all j ≤ k
        γ, last = dot(s, s), γ
        q .= s .+ γ / last .* q
        k += 1
        history[k+1:end] .= sqrt(γ)
    end
    return w, k, history
end
