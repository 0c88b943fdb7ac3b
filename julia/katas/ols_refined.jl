# Least squares to the last digit — shared_tests/katas/ols_refined/README.md

"""
s = fl(a + b), s + e = a + b exactly
"""
function two_sum(a, b)
    not_implemented()
end

"""
p = fl(ab), p + e = ab exactly
"""
function two_prod(a, b)
    not_implemented()
end

"""
[I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w
"""
function ols_refined(X, y, steps)
    not_implemented()
end
