# Jacobi SVD and power iteration — shared_tests/katas/jacobi_svd/README.md

"""
A = U diag(s) Vᵀ, VᵀV = I, s₀ ≥ s₁ ≥ … ≥ 0, rank = number of sⱼ > 0
"""
function svd(A)
    m, n = size(A)
    m < n && throw(InvalidParameter("A is $m×$n: take Aᵀ"))
    # rotating the columns of W = [A; I] leaves W = [AV; V] with VᵀV = I
    W, ε = [A; I], m * eps()
    noise = ε^2 * sum(abs2, A) / n
    sweep, rotated = 0, true
    while rotated
        sweep == 60 && throw(NotConverged("not orthogonal after 60 sweeps"))
        sweep, rotated = sweep + 1, false
        for i = 1:n, j = i+1:n
            u, v = view(W, 1:m, i), view(W, 1:m, j)
            a, b, c = dot(u, u), dot(v, v), dot(u, v)
            (abs(c) <= ε * sqrt(a * b) || min(a, b) <= noise) && continue
            # t² + 2ζt = 1 makes u and v orthogonal; the smaller root turns less
            ζ = (b - a) / 2c
            t = 1 / (ζ + copysign(hypot(1, ζ), ζ))
            cos = 1 / hypot(1, t)
            @inbounds for k in axes(W, 1)
                x, y = W[k, i], W[k, j]
                W[k, i], W[k, j] = cos * (x - t * y), cos * (t * x + y)
            end
            rotated = true
        end
    end
    # AV = U diag(s): the singular values are the lengths of its columns
    s = [norm(view(W, 1:m, j)) for j = 1:n]
    order = sortperm(s, rev = true)
    s, U, V = s[order], W[1:m, order], W[m+1:end, order]
    # up to m·2⁻⁵²·s₀ there is only rounding, and a column of U is 0
    rank = count(s .> ε * s[1])
    s[rank+1:end] .= 0
    U[:, rank+1:end] .= 0
    U[:, 1:rank] ./= s[1:rank]'
    # the first of the largest entries in a column of V is positive
    first_largest(v) = v[findfirst(abs.(v) .>= (1 - 1e-10) * maximum(abs, v))]
    signs = [copysign(1, first_largest(v)) for v in eachcol(V)]
    return U .* signs', s, V .* signs', rank
end

"""
vₖ₊₁ = Avₖ / ‖Avₖ‖ from v₀ / ‖v₀‖, eigenvalue = vᵀAv for the last v
"""
function power_iteration(A, v0, iters)
    if iters < 0 || norm(v0) == 0
        throw(InvalidParameter("$iters steps from ‖v0‖ = $(norm(v0))"))
    end
    v, Av = v0, v0
    for k = 0:iters
        # a component along the eigenvalue λ grows by |λ| / ‖Av‖ in a step
        norm(Av) == 0 && throw(RankDeficient("Av is 0 in step $k"))
        v = Av / norm(Av)
        Av = matvec(A, v)
    end
    return dot(v, Av), v
end
