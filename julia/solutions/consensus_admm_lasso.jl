# Many workers agree: consensus ADMM for the lasso — shared_tests/katas/consensus_admm_lasso/README.md

"""
LLᵀ = XᵀX/total + ρI, c = Xᵀy/total
"""
function admm_factor(X, y, total, ρ)
    n, p = size(X)
    if total < n || ρ <= 0
        throw(InvalidParameter("total is $total for $n rows, rho $ρ"))
    end
    # positive definite, however few rows there are
    return cholesky(X'X / total + ρ * I), X'y / total
end

"""
x = (LLᵀ)⁻¹(c + ρv), the argmin of f(x) + (ρ/2)‖x − v‖²
"""
function admm_local(L, c, v, ρ)
    ρ <= 0 && throw(InvalidParameter("rho is $ρ, not positive"))
    # 0 = ∇f(x) + ρ(x − v) = LLᵀx − c − ρv
    return back_substitution(transpose(L), forward_substitution(L, c + ρ * v))
end

"""
xₖ = argmin fₖ(x) + (ρ/2)‖x − z + uₖ‖², z = S(x̄ + ū, λ/(ρN)), uₖ += xₖ − z
"""
function admm_lasso(X, y, offsets, λ, ρ, iters)
    if λ < 0 || ρ <= 0 || iters < 1
        throw(InvalidParameter("lam is $λ, rho $ρ, iters $iters"))
    end
    n, p = size(X)
    if length(offsets) < 2 || offsets[1] != 0 || offsets[end] != n
        throw(InvalidParameter("$offsets are not offsets from 0 to $n"))
    end
    if minimum(diff(offsets)) < 1
        throw(InvalidParameter("$offsets leave a worker without rows"))
    end
    # a worker reads its rows once
    rows = [a+1:b for (a, b) in zip(offsets, offsets[2:end])]
    workers = [admm_factor(X[r, :], y[r], n, ρ) for r in rows]
    N = length(workers)
    z, u, primal, dual = zeros(p), [zeros(p) for _ = 1:N], zeros(iters), zeros(iters)
    for i = 1:iters
        x = [admm_local(L, c, z - uₖ, ρ) for ((L, c), uₖ) in zip(workers, u)]
        # Σₖ (ρ/2)‖xₖ − z + uₖ‖² = (ρN/2)‖z − mean of (xₖ + uₖ)‖² + const
        z, last = soft_threshold(sum(x + u) / N, λ / (ρ * N)), z
        # uₖ sums up how far xₖ has been from z
        u = [uₖ + xₖ - z for (uₖ, xₖ) in zip(u, x)]
        primal[i] = sqrt(sum(dot(xₖ - z, xₖ - z) for xₖ in x))
        dual[i] = ρ * sqrt(N * dot(z - last, z - last))
    end
    return z, primal, dual
end
