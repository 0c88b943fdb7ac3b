# Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md

"""
s = Σᵢ xᵢ yᵢ
"""
function dot(x, y)
    not_implemented()
end

"""
y = A x
"""
function matvec(A, x)
    not_implemented()
end

"""
x = Aᵀ y
"""
function rmatvec(A, y)
    not_implemented()
end

"""
C = A B
"""
function matmul(A, B)
    not_implemented()
end

"""
G = XᵀX
"""
function gram(X)
    not_implemented()
end
