# Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md

"""
L x = b
"""
function forward_substitution(L, b)
    x = zeros(length(b))
    for i in eachindex(b)
        L[i, i] == 0 && throw(RankDeficient("diagonal entry $i of L is 0"))
        # Σ_{k<i} lᵢₖ xₖ + lᵢᵢ xᵢ = bᵢ
        @views x[i] = (b[i] - dot(L[i, 1:i-1], x[1:i-1])) / L[i, i]
    end
    return x
end

"""
U x = b
"""
function back_substitution(U, b)
    x = zeros(length(b))
    for i in reverse(eachindex(b))
        U[i, i] == 0 && throw(RankDeficient("diagonal entry $i of U is 0"))
        # uᵢᵢ xᵢ + Σ_{k>i} uᵢₖ xₖ = bᵢ
        @views x[i] = (b[i] - dot(U[i, i+1:end], x[i+1:end])) / U[i, i]
    end
    return x
end

"""
A = L Lᵀ
"""
function cholesky(A)
    n = size(A, 1)
    L = zeros(n, n)
    for j = 1:n
        # cᵢ = aᵢⱼ − Σ_{k<j} lᵢₖ lⱼₖ = lᵢⱼ lⱼⱼ for i ≥ j, one column of L after the other
        c = A[j:n, j]
        for k = 1:j-1
            c .-= L[j, k] .* view(L, j:n, k)
        end
        # dⱼ = cⱼ = lⱼⱼ², the pivot
        d = c[1]
        if A[j, j] <= 0 || d <= 1e-12 * A[j, j]
            throw(NotPositiveDefinite("pivot $j is $d, its diagonal entry $(A[j, j])"))
        end
        L[j:n, j] = c ./ sqrt(d)
    end
    return L
end

"""
A x = b
"""
function cholesky_solve(A, b)
    # A = L Lᵀ, so L y = b and Lᵀ x = y
    L = cholesky(A)
    return back_substitution(transpose(L), forward_substitution(L, b))
end
