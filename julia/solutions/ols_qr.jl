# Least squares without squaring the condition number — shared_tests/katas/ols_qr/README.md

"""
Rw = z₁ and sse = ‖z₂‖², where Hₚ…H₁[X y] = [R z₁; 0 z₂]
"""
function ols_qr(X, y)
    V, R = reflections(X)
    z = reflect(V, y)
    # reflections keep lengths: ‖Xw − y‖² = ‖Rw − z₁‖² + ‖z₂‖²
    p = size(X, 2)
    z₁, z₂ = z[1:p], z[p+1:end]
    return back_substitution(R, z₁), dot(z₂, z₂)
end
