# Sums, means, variances that do not cancel — shared_tests/katas/stable_moments/README.md

"""
s = Σᵢ xᵢ, with Neumaier's compensation
"""
function compensated_sum(x)
    s = c = 0.0
    for xᵢ in x
        # t = fl(s + xᵢ), the next running sum
        t = s + xᵢ
        # s + xᵢ = t + e exactly: e is what the smaller of the two loses
        c += abs(s) >= abs(xᵢ) ? (s - t) + xᵢ : (xᵢ - t) + s
        s = t
    end
    return s + c
end

"""
x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)
"""
function mean_var(x, ddof)
    n = length(x)
    0 <= ddof < n || throw(InvalidParameter("ddof is $ddof, it must be at least 0 and below $n"))
    # x̄ first: the squares of the deviations are positive and cannot cancel
    x̄ = compensated_sum(x) / n
    return x̄, sum(xᵢ -> (xᵢ - x̄)^2, x) / (n - ddof)
end

"""
C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)
"""
function covariance(X, ddof)
    # (n − ddof) C is the Gram matrix of the centred columns
    x̄ = [first(mean_var(x, ddof)) for x in eachcol(X)]
    return gram(X .- transpose(x̄)) ./ (size(X, 1) - ddof)
end

"""
mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a
"""
function merge_moments(na, mean_a, M2_a, nb, mean_b, M2_b)
    if min(na, nb) < 0 || min(M2_a, M2_b) < 0
        throw(InvalidParameter("counts $na and $nb, sums of squares $M2_a and $M2_b: one is negative"))
    end
    # the mean of nothing says nothing
    na == nb == 0 && return 0, 0.0, 0.0
    na == 0 && return nb, mean_b, M2_b
    nb == 0 && return na, mean_a, M2_a
    # Σ (x − m)² over a is M2_a + na (m − mean_a)² for every m; so over b
    n, δ = na + nb, mean_b - mean_a
    return n, mean_a + δ * nb / n, M2_a + M2_b + δ^2 * na * nb / n
end
