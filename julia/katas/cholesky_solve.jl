# Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md

"""
L x = b
"""
function forward_substitution(L, b)
    # L[n,n], b[n] -> x[n]
    not_implemented()
end

"""
U x = b
"""
function back_substitution(U, b)
    # U[n,n], b[n] -> x[n]
    not_implemented()
end

"""
A = L Lᵀ
"""
function cholesky(A)
    # A[n,n] -> L[n,n]
    not_implemented()
end

"""
A x = b
"""
function cholesky_solve(A, b)
    # A[n,n], b[n] -> x[n]
    not_implemented()
end
