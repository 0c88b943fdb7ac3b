# Multiple regression by the normal equations — shared_tests/katas/ols_normal_equations/README.md

"""
w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
"""
function ols(X, y)
    n, p = size(X)
    n < p && throw(RankDeficient("$p columns of length $n are dependent"))
    # ∇ ½‖Xw − y‖² = Xᵀ(Xw − y) = 0
    try
        return cholesky_solve(X'X, X'y)
    catch refusal
        refusal isa NotPositiveDefinite || rethrow()
        # XᵀX is positive definite exactly when the columns of X are independent
        throw(RankDeficient("the columns are dependent: $(refusal.message)"))
    end
end

"""
ŷ = X w
"""
function predict(X, w)
    # ŷᵢ is row i of X times w
    return X * w
end
