# Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md

"""
(w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
"""
function logistic_newton(X, y, λ, fit_intercept, tol, max_iter)
    if λ < 0 || tol < 0 || max_iter < 0
        throw(InvalidParameter("lam $λ, tol $tol or max_iter $max_iter < 0"))
    end
    n, p = size(X)
    one_class = fit_intercept && all(==(y[1]), y)
    # z = Dv, v = (w, b); without an intercept, column b is 0 and b stays 0
    D = [X fill(float(fit_intercept), n)]
    v, penalty, gain = zeros(p + 1), [fill(λ, p); !fit_intercept], Inf
    value(v) = logistic_value_grad(X, y, v[1:p], v[end], λ)
    function separates(u)
        # no mᵢ = (2yᵢ − 1)zᵢ falls along u and one grows, by 1e-6 of its terms
        growth, noise = (2y .- 1) .* (D * u), 1e-6 * abs.(D) * abs.(u)
        return all(growth .>= -noise) && any(growth .> noise)
    end
    for k = 0:max_iter
        J, gw, gb = value(v)
        g = [gw; gb * fit_intercept]
        # σ′(z) = σ(z)σ(−z), so H = AᵀA with A = [diag(√(σ′(z)/n)) D; √Λ]
        z = D * v
        A = [sqrt.(sigmoid(z) .* sigmoid(-z) / n) .* D; Diagonal(sqrt.(penalty))]
        d = try
            cholesky_solve(gram(A), g)
        catch refusal
            refusal isa NotPositiveDefinite || rethrow()
            λ == 0 && throw(RankDeficient("H is singular: $(refusal.message)"))
            # λ may be lost in AᵀA, but √λ is not in A = QR, and H = RᵀR
            _, R = reflections(A)
            back_substitution(R, forward_substitution(transpose(R), g))
        end
        # what is at rest beside the largest part of d is on the way to 0
        reach = vec(maximum(abs, D, dims = 1)) .* abs.(d)
        moving = d .* (reach .> 1e-6 * maximum(reach))
        if one_class || (λ == 0 && (separates(-d) || separates(-moving)))
            throw(NoFiniteOptimum("J falls for ever, as seen at step $k"))
        end
        # J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
        last, gain, t = gain, dot(g, d) / 2, 1.0
        # J is known to εJ only, so it cannot judge a step that promises less;
        # and a gain that no longer falls there consists of rounding errors
        small = gain <= 1e-9 * J
        if gain <= tol || (small && gain >= last)
            return v[1:p], v[end], k, J
        end
        while !small && value(v - t * d)[1] > J - 2e-4 * t * gain
            t /= 2
        end
        v -= t * d
    end
    throw(NotConverged("$max_iter steps are not enough"))
end
