# Elastic net along a warm-started λ path — shared_tests/katas/elastic_net_path/README.md

"""
λᵢ = λ₀ ratio^(i/(k−1)), i = 0 … k−1, where λ₀ = ‖Xᵀy‖∞ / nα, centred
"""
function lambda_grid(X, y, alpha, k, ratio, fit_intercept)
    if !(0 < alpha <= 1) || k < 1 || !(0 < ratio < 1)
        throw(InvalidParameter("alpha, k, ratio are $alpha, $k, $ratio"))
    end
    # w = 0 is the minimiser while ‖Xᵀy‖∞/n ≤ λα: the square has no slope there
    λ₀ = lasso_lambda_max(X, y, fit_intercept) / alpha
    return [λ₀ * ratio^(i / max(k - 1, 1)) for i = 0:k-1]
end

"""
Wᵢ, bᵢ = argmin (1/2n)‖y − b − Xw‖² + λᵢ(α‖w‖₁ + ½(1−α)‖w‖²)
"""
function elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps)
    if minimum(lambdas) <= 0 || !(0 < alpha <= 1)
        throw(InvalidParameter("a lambda is $(minimum(lambdas)), alpha is $alpha"))
    end
    if tol < 0 || max_sweeps < 1
        throw(InvalidParameter("tol is $tol, max_sweeps is $max_sweeps"))
    end
    if fit_intercept
        # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; w minimises J for the centred data without b
        Xc, yc, x̄, ȳ = center(X, y)
        W, _ = elastic_net_path(Xc, yc, lambdas, alpha, false, tol, max_sweeps)
        return W, ȳ .- W * x̄
    end
    n, p = size(X)
    columns, small = Matrix(X), tol * sqrt(dot(y, y) / n)
    W, w, r = zeros(length(lambdas), p), zeros(p), copy(y)
    for (i, λ) in enumerate(lambdas)
        # w and r = y − Xw go on from where the last λ left them
        largest, sweeps = Inf, 0
        while largest > small
            if sweeps == max_sweeps
                throw(NotConverged("a step of $largest after $sweeps sweeps"))
            end
            largest, sweeps = 0.0, sweeps + 1
            for j = 1:p
                # of wⱼ alone, J = ½(aⱼ + λ(1−α))wⱼ² − ρwⱼ + λα|wⱼ| + const
                x = view(columns, :, j)
                a = dot(x, x) / n
                a > 0 || continue
                ρ = dot(x, r) / n + a * w[j]
                z = soft_threshold(ρ, λ * alpha) / (a + λ * (1 - alpha))
                r .-= (z - w[j]) .* x
                largest = max(largest, √a * abs(z - w[j]))
                w[j] = z
            end
        end
        W[i, :] = w
    end
    return W, zeros(length(lambdas))
end
