# Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md

"""
s = Σᵢ xᵢ yᵢ
"""
function dot(x, y)
    s = 0.0
    @inbounds @simd for i in eachindex(x, y)
        s += x[i] * y[i]
    end
    return s
end

"""
y = A x
"""
function matvec(A, x)
    # yᵢ = Σⱼ aᵢⱼ xⱼ
    y = zeros(size(A, 1))
    for i in axes(A, 1)
        y[i] = dot(view(A, i, :), x)
    end
    return y
end

"""
x = Aᵀ y
"""
function rmatvec(A, y)
    # x = Σᵢ yᵢ (row i of A)
    x = zeros(size(A, 2))
    for i in axes(A, 1), j in axes(A, 2)
        x[j] += y[i] * A[i, j]
    end
    return x
end

"""
C = A B
"""
function matmul(A, B)
    # column j of C = A (column j of B)
    C = zeros(size(A, 1), size(B, 2))
    for j in axes(B, 2)
        C[:, j] = matvec(A, B[:, j])
    end
    return C
end

"""
G = XᵀX
"""
function gram(X)
    # G = Σᵢ (row i of X)ᵀ (row i of X), the upper triangle
    p = size(X, 2)
    G = zeros(p, p)
    for i in axes(X, 1), j = 1:p
        @inbounds for k = 1:j
            G[k, j] += X[i, k] * X[i, j]
        end
    end
    # gⱼₖ = gₖⱼ
    for j = 1:p, k = 1:j-1
        G[j, k] = G[k, j]
    end
    return G
end
