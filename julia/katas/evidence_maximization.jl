# The data choose the penalty: type-II maximum likelihood — shared_tests/katas/evidence_maximization/README.md

"""
L = ln N(y; 0, I/β + XXᵀ/α), of y = Xw + ε, w ~ N(0, I/α), ε ~ N(0, I/β)
"""
function log_evidence(X, y, α, β)
    # X[n,p], y[n], alpha, beta -> L
    not_implemented()
end

"""
γ = Σ βdⱼ/(βdⱼ + α), α ← γ/‖m‖², β ← (n − γ)/‖y − Xm‖², d = eig XᵀX
"""
function evidence_fit(X, y, α₀, β₀, iters)
    # X[n,p], y[n], alpha0, beta0, iters:int -> alpha, beta, m[p], gamma,
    # history[iters+1]
    not_implemented()
end
