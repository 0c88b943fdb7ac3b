# Tall-skinny QR over blocks — shared_tests/katas/tsqr_least_squares/README.md

"""
TᵀT = AᵀA, T upper triangular with tⱼⱼ ≥ 0
"""
function triangle(A)
    # rows of zeros change no length
    m, q = size(A)
    T = [A; zeros(max(q - m, 0), q)]
    for j = 1:q
        v, T[j, j] = householder(T[j:end, j])
        T[j+1:end, j] .= 0
        T[j:end, j+1:end] = reflect(v', T[j:end, j+1:end])
    end
    # (DT)ᵀ(DT) = TᵀT for every D = diag(±1)
    return [T[i, i] < 0 ? -T[i, j] : T[i, j] for i = 1:q, j = 1:q]
end

"""
TᵀT = T_aᵀT_a + T_bᵀT_b, T upper triangular with tⱼⱼ ≥ 0
"""
function merge_triangles(T_a, T_b)
    # the sum is the Gram matrix of [T_a; T_b]
    return triangle([T_a; T_b])
end

"""
Rw = z and sse = ρ², where T = [R z; 0 ρ]
"""
function solve_triangle(T)
    R, z, ρ = T[1:end-1, 1:end-1], T[1:end-1, end], T[end, end]
    for j in eachindex(z)
        # column j of R is as long as column j of X, and rⱼⱼ of it is new
        l = norm(view(R, :, j))
        if abs(R[j, j]) <= 1e-12 * l
            throw(RankDeficient("column $(j - 1), $l long, is $(R[j, j]) away from the earlier ones"))
        end
    end
    return back_substitution(R, z), ρ^2
end

"""
w = argmin ‖Xw − y‖², sse = ‖Xw − y‖², from the triangles of blocks of [X y]
"""
function tsqr_ls(X, y, offsets)
    n = length(y)
    if first(offsets) != 0 || last(offsets) != n || !issorted(offsets)
        throw(InvalidParameter("offsets must rise from 0 to $n"))
    end
    leaves = [triangle([X[a+1:b, :] y[a+1:b]]) for (a, b) in zip(offsets, offsets[2:end])]
    # [X y] = QT: ‖Xw − y‖² = ‖T(w, −1)‖² = ‖Rw − z‖² + ρ²
    return solve_triangle(reduce(merge_triangles, leaves))
end
