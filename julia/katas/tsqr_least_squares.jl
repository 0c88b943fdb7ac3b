# Tall-skinny QR over blocks — shared_tests/katas/tsqr_least_squares/README.md

"""
TᵀT = AᵀA, T upper triangular with tⱼⱼ ≥ 0
"""
function triangle(A)
    # A[m,q] -> T[q,q]
    not_implemented()
end

"""
TᵀT = T_aᵀT_a + T_bᵀT_b, T upper triangular with tⱼⱼ ≥ 0
"""
function merge_triangles(T_a, T_b)
    # T_a[q,q], T_b[q,q] -> T[q,q]
    not_implemented()
end

"""
Rw = z and sse = ρ², where T = [R z; 0 ρ]
"""
function solve_triangle(T)
    # T[q,q] -> w[q-1], sse
    not_implemented()
end

"""
w = argmin ‖Xw − y‖², sse = ‖Xw − y‖², from the triangles of blocks of [X y]
"""
function tsqr_ls(X, y, offsets)
    # X[n,p], y[n], offsets[k]:int -> w[p], sse
    not_implemented()
end
