# Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md

"""
L x = b
"""
function forward_substitution(L, b)
    x = zeros(length(b))
    for i in eachindex(b)
        L[i, i] == 0 && throw(RankDeficient("diagonal entry $(i - 1) of L is 0"))
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
        U[i, i] == 0 && throw(RankDeficient("diagonal entry $(i - 1) of U is 0"))
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
        # dⱼ = aⱼⱼ − Σ_{k<j} lⱼₖ², the pivot
        l = view(L, j, 1:j-1)
        d = A[j, j] - dot(l, l)
        if A[j, j] <= 0 || d <= 1e-12 * A[j, j]
            throw(NotPositiveDefinite("pivot $(j - 1) is $d, its diagonal entry $(A[j, j])"))
        end
        # aᵢⱼ = Σ_{k<j} lᵢₖ lⱼₖ + lᵢⱼ lⱼⱼ
        L[j, j] = sqrt(d)
        @views L[j+1:n, j] = (A[j+1:n, j] - matvec(L[j+1:n, 1:j-1], l)) / L[j, j]
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
