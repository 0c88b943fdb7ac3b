# Sums, means, variances that do not cancel — shared_tests/katas/stable_moments/README.md

"""
s = Σᵢ xᵢ, with Neumaier's compensation
"""
function compensated_sum(x)
    # x[n] -> s
    not_implemented()
end

"""
x̄ = (1/n) Σᵢ xᵢ, s² = Σᵢ (xᵢ − x̄)² / (n − ddof)
"""
function mean_var(x, ddof)
    # x[n], ddof:int -> mean, var
    not_implemented()
end

"""
C = (X − 1x̄ᵀ)ᵀ(X − 1x̄ᵀ) / (n − ddof)
"""
function covariance(X, ddof)
    # X[n,p], ddof:int -> C[p,p]
    not_implemented()
end

"""
mean = mean_a + δ nb/n, M2 = M2_a + M2_b + δ² na nb/n, δ = mean_b − mean_a
"""
function merge_moments(na, mean_a, M2_a, nb, mean_b, M2_b)
    # na:int, mean_a, M2_a, nb:int, mean_b, M2_b -> n:int, mean, M2
    not_implemented()
end
