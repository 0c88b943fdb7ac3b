# Triangular solves and a blocked Cholesky — shared_tests/katas/cholesky_solve/README.md
using LinearAlgebra: tril

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
