# Least squares to the last digit — shared_tests/katas/ols_refined/README.md

"""
s = fl(a + b), s + e = a + b exactly
"""
function two_sum(a, b)
    s = a + b
    # what of a and of b is in s
    b_in = s - a
    a_in = s - b_in
    # both differences are exact, and so is their sum
    return s, (a - a_in) + (b - b_in)
end

"""
p = fl(ab), p + e = ab exactly
"""
function two_prod(a, b)
    p = a * b
    # ab − p is a float64 number, and fma rounds only once
    return p, fma(a, b, -p)
end

"""
[I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w
"""
function ols_refined(X, y, steps)
    steps < 0 && throw(InvalidParameter("steps is $steps, below 0"))
    V, R = reflections(X)
    n, p = size(X)
    Q = reverse(V, dims = 1)
    function minus((s, e), a, x)
        # s + e − aᵀx, each product and each sum with what it loses
        for (aₖ, xₖ) in zip(a, x)
            t, d = two_prod(aₖ, -xₖ)
            s, c = two_sum(s, t)
            e += c + d
        end
        return s + e
    end
    # r = 0, w = 0: the first correction is the solution by QR
    r, w = zeros(n), zeros(p)
    for _ = 0:steps
        # what is missing in r + Xw = y and in Xᵀr = 0
        f = [minus(two_sum(y[i], -r[i]), view(X, i, :), w) for i = 1:n]
        g = [minus((0.0, 0.0), view(X, :, j), r) for j = 1:p]
        # X = Q[R; 0] and dr = Q[h; z₂]: Rᵀh = g and h + R dw = z₁
        z, h = reflect(V, f), forward_substitution(R', g)
        w += back_substitution(R, z[1:p] - h)
        r += reflect(Q, [h; z[p+1:n]])
    end
    return w
end
