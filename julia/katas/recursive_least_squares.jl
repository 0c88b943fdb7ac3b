# One observation at a time — shared_tests/katas/recursive_least_squares/README.md

"""
e = y − xᵀw, u = Px, c = f + xᵀu, w += eu/c, P = (P − uuᵀ/c)/f, P₀ = I/δ
"""
function rls(X, y, forget, δ)
    # X[n,p], y[n], forget, delta -> w[p], P[p,p], e[n]
    not_implemented()
end
