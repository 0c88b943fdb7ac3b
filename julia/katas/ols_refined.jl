# Least squares to the last digit — shared_tests/katas/ols_refined/README.md

"""
s = fl(a + b), s + e = a + b exactly
"""
function two_sum(a, b)
    # a, b -> s, e
    not_implemented()
end

"""
p = fl(ab), p + e = ab exactly
"""
function two_prod(a, b)
    # a, b -> p, e
    not_implemented()
end

"""
[I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w
"""
function ols_refined(X, y, steps)
    # X[n,p], y[n], steps:int -> w[p]
    not_implemented()
end
