# Rosenblatt's rule — shared_tests/katas/perceptron/README.md

"""
for i in order: if yᵢ(xᵢᵀw + b) ≤ 0: w ← w + eta yᵢxᵢ, b ← b + eta yᵢ
"""
function perceptron(X, y, w0, b0, order, eta)
    # X[n,p], y[n]:int, w0[p], b0, order[m]:int, eta -> w[p], b, mistakes:int
    not_implemented()
end
