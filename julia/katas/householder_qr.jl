# QR by Householder reflections — shared_tests/katas/householder_qr/README.md

"""
v = (x − αe₁)/‖x − αe₁‖, α = −sign(x₁)‖x‖
"""
function householder(x)
    # x[m] -> v[m], alpha
    not_implemented()
end

"""
c = Hₖ…H₁b, Hᵢ = I − 2vᵢvᵢᵀ with vᵢ row i of V
"""
function reflect(V, b)
    # V[k,m], b[m] -> c[m]
    not_implemented()
end

"""
Hₙ…H₁A = [R; 0], Hⱼ = I − 2vⱼvⱼᵀ with vⱼ row j of V
"""
function reflections(A)
    # A[m,n] -> V[n,m], R[n,n]
    not_implemented()
end

"""
A = QR, QᵀQ = I, R upper triangular with a positive diagonal
"""
function qr(A)
    # A[m,n] -> Q[m,n], R[n,n]
    not_implemented()
end
