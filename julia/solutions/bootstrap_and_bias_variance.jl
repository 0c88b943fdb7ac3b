# Resampling, and bias² + variance — shared_tests/katas/bootstrap_and_bias_variance/README.md

"""
Wᵣ = ols of the rows in stretch r of indices; se = sd, bounds = quantiles
"""
function bootstrap_ols(X, y, indices, level)
    n, p = size(X)
    B, rest = divrem(length(indices), n)
    if B < 2 || rest > 0
        throw(InvalidParameter("$(length(indices)) indices are $B times $n and $rest"))
    end
    all(i -> 0 <= i < n, indices) || throw(InvalidParameter("an index is outside 0 … $(n - 1)"))
    0 < level < 1 || throw(InvalidParameter("level is $level, not in (0, 1)"))
    W = zeros(B, p)
    for (r, rows) in enumerate(eachcol(reshape(indices .+ 1, n, B)))
        # a row of X and its y stay together
        W[r, :] = ols(X[rows, :], y[rows])
    end
    se = [sqrt(mean_var(w, 1)[2]) for w in eachcol(W)]
    lower = [_quantile(w, (1 - level) / 2) for w in eachcol(W)]
    upper = [_quantile(w, (1 + level) / 2) for w in eachcol(W)]
    return W, se, lower, upper
end

function _quantile(w, q)
    # entry k = 0 … B − 1 of the sorted w is the quantile k/(B − 1); linear between two
    s, B = sort(w), length(w)
    k = min(floor(Int, q * (B - 1)), B - 2)
    return s[k+1] + (q * (B - 1) - k) * (s[k+2] - s[k+1])
end

"""
F = X·ols(X, Y): mean (F̄ − f)², mean (F − F̄)², mean (F − f)²
"""
function bias_variance(X, f, Y)
    n, R = size(Y)
    F = reduce(hcat, [predict(X, ols(X, y)) for y in eachcol(Y)])
    # the mean over the repetitions, for every row of X
    F̄ = vec(sum(F, dims = 2)) / R
    # (F − f)² = (F − F̄)² + 2(F − F̄)(F̄ − f) + (F̄ − f)², and F − F̄ averages to 0
    return sum(abs2, F̄ - f) / n, sum(abs2, F .- F̄) / (n * R), sum(abs2, F .- f) / (n * R)
end
