# Least squares without squaring the condition number — shared_tests/katas/ols_qr/README.md

"""
Rw = z₁ and sse = ‖z₂‖², where Hₚ…H₁[X y] = [R z₁; 0 z₂]
"""
function ols_qr(X, y)
    # X[n,p], y[n] -> w[p], sse
    not_implemented()
end
