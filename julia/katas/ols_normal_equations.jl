# Multiple regression by the normal equations — shared_tests/katas/ols_normal_equations/README.md

"""
w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
"""
function ols(X, y)
    not_implemented()
end

"""
ŷ = X w
"""
function predict(X, w)
    not_implemented()
end
