# Sparse logistic regression — shared_tests/katas/logistic_l1/README.md

"The b with σ(b) = ȳ"
function log_odds(X, y)
    # at w = 0, b = 0 the slope of the loss by b is ½ − ȳ
    _, _, gb = logistic_value_grad(X, y, zeros(size(X, 2)), 0.0, 0.0)
    abs(gb) == 0.5 && throw(NoFiniteOptimum("all labels are $(y[1]): b runs away"))
    return log((0.5 - gb) / (0.5 + gb))
end

"""
λmax = ‖(X − x̄)ᵀ(y − ȳ)‖∞ / n, where x̄ and ȳ are the means
"""
function logistic_l1_lambda_max(X, y)
    # X[n,p], y[n]:int -> lambda_max
    not_implemented()
end

"""
w, b = argmin (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + λ‖w‖₁, z = Xw + b
"""
function logistic_l1(X, y, λ, tol, max_iter)
    # X[n,p], y[n]:int, lam, tol, max_iter:int -> w[p], b
    not_implemented()
end
