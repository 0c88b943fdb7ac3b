# Triangular solves and Cholesky — shared_tests/katas/cholesky_solve/README.md

"""
L x = b
"""
function forward_substitution(L, b)
    not_implemented()
end

"""
U x = b
"""
function back_substitution(U, b)
    not_implemented()
end

"""
A = L Lᵀ
"""
function cholesky(A)
    not_implemented()
end

"""
A x = b
"""
function cholesky_solve(A, b)
    not_implemented()
end
