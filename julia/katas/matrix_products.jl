# Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md

"""
s = Σᵢ xᵢ yᵢ
"""
function dot(x, y)
    # x[n], y[n] -> s
    not_implemented()
end

"""
y = A x
"""
function matvec(A, x)
    # A[m,k], x[k] -> y[m]
    not_implemented()
end

"""
x = Aᵀ y
"""
function rmatvec(A, y)
    # A[m,k], y[m] -> x[k]
    not_implemented()
end

"""
C = A B
"""
function matmul(A, B)
    # A[m,k], B[k,n] -> C[m,n]
    not_implemented()
end

"""
G = XᵀX
"""
function gram(X)
    # X[n,p] -> G[p,p]
    not_implemented()
end
