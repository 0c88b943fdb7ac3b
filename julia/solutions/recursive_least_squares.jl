# One observation at a time — shared_tests/katas/recursive_least_squares/README.md

"""
e = y − xᵀw, u = Px, c = f + xᵀu, w += eu/c, P = (P − uuᵀ/c)/f, P₀ = I/δ
"""
function rls(X, y, forget, δ)
    0 < forget <= 1 ||
        throw(InvalidParameter("forget is $forget, not above 0 and at most 1"))
    δ <= 0 && throw(InvalidParameter("delta is $δ, not positive"))
    n, p = size(X)
    # P is the inverse of A = Σ fⁿ⁻ⁱxᵢxᵢᵀ + fⁿδI; before the first row A = δI
    w, P, e = zeros(p), Matrix(I / δ, p, p), zeros(n)
    for i = 1:n
        x = X[i, :]
        # w has not seen this row
        e[i] = y[i] - dot(x, w)
        # A → fA + xxᵀ, so P → (P − uuᵀ/c)/f, and there Px is u/c
        u = matvec(P, x)
        c = forget + dot(x, u)
        w .+= e[i] / c .* u
        P .= (P .- u .* u' ./ c) ./ forget
    end
    return w, P, e
end
