# Multiple regression by the normal equations — shared_tests/katas/ols_normal_equations/README.md

"""
w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
"""
function ols(X, y)
    # X[n,p], y[n] -> w[p]
    not_implemented()
end

"""
ŷ = X w
"""
function predict(X, w)
    # X[m,p], w[p] -> yhat[m]
    not_implemented()
end
