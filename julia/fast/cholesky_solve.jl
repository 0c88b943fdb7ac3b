# Triangular solves and a blocked Cholesky — shared_tests/katas/cholesky_solve/README.md
using LinearAlgebra: tril

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
    n, wide = size(A, 1), 32
    L = Matrix(tril(A))
    for top = 1:wide:n
        last = min(top + wide - 1, n)
        @views for j = top:last
            # dⱼ = aⱼⱼ − Σ_{k<j} lⱼₖ², the pivot; up to k = top it is done
            l = L[j, top:j-1]
            d = L[j, j] - dot(l, l)
            if A[j, j] <= 0 || d <= 1e-12 * A[j, j]
                throw(NotPositiveDefinite("pivot $(j - 1) is $d, its diagonal entry $(A[j, j])"))
            end
            # aᵢⱼ = Σ_{k<j} lᵢₖ lⱼₖ + lᵢⱼ lⱼⱼ
            L[j, j] = sqrt(d)
            mul!(L[j+1:n, j], L[j+1:n, top:j-1], l, -1, 1)
            L[j+1:n, j] ./= L[j, j]
        end
        # A₂₂ − L₂₁L₂₁ᵀ is left for the columns that follow
        B = L[last+1:n, top:last]
        @views mul!(L[last+1:n, last+1:n], B, B', -1, 1)
    end
    return tril(L)
end

"""
A x = b
"""
function cholesky_solve(A, b)
    # A = L Lᵀ, so L y = b and Lᵀ x = y
    L = cholesky(A)
    return back_substitution(transpose(L), forward_substitution(L, b))
end
