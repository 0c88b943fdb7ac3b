# Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md

"""
(w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
"""
function logistic_newton(X, y, lam, fit_intercept, tol, max_iter)
    if lam < 0 || tol < 0 || max_iter < 0
        throw(InvalidParameter("lam $lam, tol $tol or max_iter $max_iter < 0"))
    end
    n, p = size(X)
    one_class = fit_intercept && all(==(y[1]), y)
    # z = Dv, v = (w, b); without an intercept, column b is 0 and b stays 0
    D = [X fill(float(fit_intercept), n)]
    v, penalty = zeros(p + 1), Diagonal([fill(lam, p); !fit_intercept])
    value(v) = logistic_value_grad(X, y, v[1:p], v[end], lam)
    for k = 0:max_iter
        J, gw, gb = value(v)
        g = [gw; gb * fit_intercept]
        # σ′ = σ(1 − σ), so the loss has the Hessian Dᵀdiag(σ(1 − σ))D/n
        s = sigmoid(D * v)
        d = try
            cholesky_solve(gram(D .* sqrt.(s .* (1 .- s) / n)) + penalty, g)
        catch refusal
            refusal isa NotPositiveDefinite || rethrow()
            throw(RankDeficient("H is singular: $(refusal.message)"))
        end
        # where every (2yᵢ − 1)zᵢ grows along −d, the loss falls for ever
        growth = (1 .- 2y) .* (D * d)
        if one_class || (lam == 0 && minimum(growth) > -1e-6 * maximum(growth))
            throw(NoFiniteOptimum("J falls for ever, as seen at step $k"))
        end
        # J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
        gain, t = dot(g, d) / 2, 1.0
        gain <= tol && return v[1:p], v[end], k, J
        # J is known to εJ only, so it cannot judge a step that promises less
        while gain > 1e-9 * (1 + J) && value(v - t * d)[1] > J - 2e-4 * t * gain
            t /= 2
        end
        v -= t * d
    end
    throw(NotConverged("$max_iter steps are not enough"))
end
