# Huber regression by reweighted least squares — shared_tests/katas/huber_irls/README.md

"""
vᵢ = min(1, δ/|rᵢ|)
"""
function huber_weights(r, δ)
    # r[n], delta -> v[n]
    not_implemented()
end

"""
w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), ρ(r) = ½r² where |r| ≤ δ, else δ|r| − ½δ²
"""
function huber(X, y, δ, tol, max_iter)
    # X[n,p], y[n], delta, tol, max_iter:int -> w[p], iters:int
    not_implemented()
end

"""
w = wls(X, y, min(1, c·scale/|r|)), scale = median |r| / Φ⁻¹(¾), r = y − Xw
"""
function huber_mad(X, y, c, iters)
    # X[n,p], y[n], c, iters:int -> w[p], scale
    not_implemented()
end
