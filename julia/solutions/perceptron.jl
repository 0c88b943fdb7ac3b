# Rosenblatt's rule — shared_tests/katas/perceptron/README.md

"""
for i in order: if yᵢ(xᵢᵀw + b) ≤ 0: w ← w + eta yᵢxᵢ, b ← b + eta yᵢ
"""
function perceptron(X, y, w0, b0, order, eta)
    eta <= 0 && throw(InvalidParameter("eta is $eta, not positive"))
    for i in order
        0 <= i < length(y) || throw(InvalidParameter("order names row $i, there are $(length(y))"))
    end
    for label in y
        abs(label) == 1 || throw(InvalidLabel("label $label, it must be −1 or 1"))
    end
    w, b, mistakes = copy(w0), b0, 0
    for i in order .+ 1
        x = view(X, i, :)
        # a point on the line is on no side of it: a mistake, or 0 would stay 0
        if y[i] * (dot(x, w) + b) <= 0
            # yᵢzᵢ grows by eta(‖xᵢ‖² + 1)
            w .+= eta * y[i] .* x
            b += eta * y[i]
            mistakes += 1
        end
    end
    return w, b, mistakes
end
