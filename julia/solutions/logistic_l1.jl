# Sparse logistic regression — shared_tests/katas/logistic_l1/README.md

"The b with σ(b) = ȳ"
function log_odds(X, y)
    # at w = 0, b = 0 the slope of the loss by b is ½ − ȳ
    _, _, gb = logistic_value_grad(X, y, zeros(size(X, 2)), 0.0, 0.0)
    abs(gb) == 0.5 && throw(NoFiniteOptimum("all labels are $(y[1]): b runs away"))
    return log((0.5 - gb) / (0.5 + gb))
end

"""
λmax = ‖(X − x̄)ᵀ(y − ȳ)‖∞ / n, where x̄ and ȳ are the means
"""
function logistic_l1_lambda_max(X, y)
    log_odds(X, y)
    # the slopes of the loss at w = 0, where σ(b) = ȳ; λ holds all up to its size
    return lasso_lambda_max(X, float(y), true)
end

"""
w, b = argmin (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + λ‖w‖₁, z = Xw + b
"""
function logistic_l1(X, y, λ, tol, max_iter)
    if λ <= 0 || tol <= 0 || max_iter < 1
        throw(InvalidParameter("lam $λ, tol $tol or max_iter $max_iter ≤ 0"))
    end
    # z = Dv, v = (w, b + x̄ᵀw): beside centred columns b finds its place soon
    n, p = size(X)
    x̄ = vec(sum(X, dims = 1)) / n
    D = [X .- x̄' ones(n)]
    v, level = [zeros(p); log_odds(X, y)], [fill(λ, p); 0]
    function value(v)
        loss, g, _ = logistic_value_grad(D, y, v, 0.0, 0.0)
        return loss + dot(level, abs.(v)), g
    end
    # at the minimum −gⱼ is λ times the sign of vⱼ, and where vⱼ = 0 at most λ
    off(v, g, l) = v == 0 ? abs(g) - l : abs(g + l * sign(v))
    for _ = 1:max_iter
        J, g = value(v)
        wrong = off.(v, g, level)
        max(maximum(wrong[1:p]) / λ, wrong[end]) <= tol && return v[1:p], v[end] - dot(x̄, v[1:p])
        # σ′ = σ(1 − σ), so the Hessian of the loss is H
        s = sigmoid(D * v)
        H = gram(sqrt.(s .* (1 .- s) / n) .* D)
        # ten rounds, one uⱼ after the other, towards the u that minimises
        # gᵀ(u − v) + ½(u − v)ᵀH(u − v) + λ‖u‖₁; q is g + H(u − v)
        u, q = copy(v), copy(g)
        for _ = 1:10, j = 1:p+1
            H[j, j] > 0 || continue
            new = soft_threshold(H[j, j] * u[j] - q[j], level[j]) / H[j, j]
            q .+= (new - u[j]) .* view(H, :, j)
            u[j] = new
        end
        # what the first order promises; J is known to εJ, and cannot judge less
        fall, t = dot(level, abs.(v) - abs.(u)) - dot(g, u - v), 1.0
        while fall > 1e-9 * J && value(v + t * (u - v))[1] > J - 1e-4 * t * fall
            t /= 2
        end
        v += t * (u - v)
    end
    throw(NotConverged("$max_iter steps are not enough"))
end
