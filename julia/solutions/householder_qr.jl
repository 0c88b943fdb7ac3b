# QR by Householder reflections — shared_tests/katas/householder_qr/README.md

"""
v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖
"""
function householder(x)
    # x₁ and −α have the same sign, so x₁ − α does not cancel
    α = x[1] >= 0 ? -norm(x) : norm(x)
    v = copy(x)
    v[1] -= α
    return all(iszero, v) ? v : v / norm(v), α
end

"""
c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V
"""
function reflect(V, b)
    c = copy(b)
    for v in eachrow(V)
        # Hc = c − 2v(vᵀc), for a vector as for the columns of a matrix
        c -= 2v * (v'c)
    end
    return c
end

"""
Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V
"""
function reflections(A)
    m, n = size(A)
    m < n && throw(RankDeficient("$n columns of length $m are dependent"))
    V, R = zeros(n, m), Matrix(A)
    for j = 1:n
        # a reflection keeps lengths: this is still the length of column j of A
        l = norm(view(R, :, j))
        # vⱼ begins with zeros, so Hⱼ spares the rows that are done
        v, r = householder(R[j:m, j])
        if abs(r) <= 1e-12 * l
            throw(RankDeficient("column $(j - 1), $l long, is $(abs(r)) away from the earlier ones"))
        end
        V[j, j:m] = v
        R[j, j], R[j+1:m, j] = r, zeros(m - j)
        R[j:m, j+1:n] = reflect(v', R[j:m, j+1:n])
    end
    return V, R[1:n, :]
end

"""
A = QR, QᵀQ = I, R upper triangular with a positive diagonal
"""
function qr(A)
    V, R = reflections(A)
    # A = (QD)(DR) for every D = diag(±1)
    D = Diagonal([R[j, j] < 0 ? -1 : 1 for j in axes(R, 1)])
    # A = H₁…Hₙ[R; 0], so Q = H₁…Hₙ[I; 0]
    Q = reflect(reverse(V, dims = 1), Matrix(1.0I, size(A)))
    return Q * D, D * R
end
