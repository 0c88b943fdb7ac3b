# Lasso by cyclic coordinate descent — shared_tests/katas/lasso_coordinate_descent/README.md

"""
λmax = ‖Xᵀy‖∞ / n, where an intercept centres X and y first
"""
function lasso_lambda_max(X, y, fit_intercept)
    if fit_intercept
        X, y, _, _ = center(X, y)
    end
    # at w = 0 the slopes of the loss are −Xᵀy/n, and λ holds all up to its size
    return maximum(abs, X'y) / length(y)
end

"""
w, b = argmin (1/2n)‖y − b − Xw‖² + λ‖w‖₁
"""
function lasso(X, y, λ, fit_intercept, tol, max_sweeps)
    λ <= 0 && throw(InvalidParameter("lam is $λ, not positive"))
    if tol < 0 || max_sweeps < 1
        throw(InvalidParameter("tol is $tol, max_sweeps is $max_sweeps"))
    end
    if fit_intercept
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x̄, ȳ = center(X, y)
        w, _, gap, sweeps = lasso(Xc, yc, λ, false, tol, max_sweeps)
        return w, ȳ - dot(x̄, w), gap, sweeps
    end
    n, p = size(X)
    columns = Matrix(X)
    w, r, gap = zeros(p), copy(y), 0.0
    for sweep = 1:max_sweeps
        for j = 1:p
            # as a function of wⱼ alone, J = ½aⱼwⱼ² − ρwⱼ + λ|wⱼ| + const
            x = view(columns, :, j)
            a = dot(x, x) / n
            a > 0 || continue
            ρ = dot(x, r) / n + a * w[j]
            moved = soft_threshold(ρ, λ) / a - w[j]
            r .-= moved .* x
            w[j] += moved
        end
        # J* ≥ (‖y‖² − ‖y − u‖²)/2n for every u with ‖Xᵀu‖∞ ≤ nλ, as for u = s r
        s = λ / max(λ, lasso_lambda_max(columns, r, false))
        gap = (1 + s^2) / 2n * dot(r, r) - s / n * dot(r, y) + λ * sum(abs, w)
        gap <= tol * dot(y, y) / 2n && return w, 0.0, gap, sweep
    end
    throw(NotConverged("the duality gap is $gap after $max_sweeps sweeps"))
end
