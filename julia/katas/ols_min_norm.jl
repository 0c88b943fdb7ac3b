# Least squares of least norm — shared_tests/katas/ols_min_norm/README.md

"""
w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀
"""
function min_norm_ls(X, y, rcond)
    # X[n,p], y[n], rcond -> w[p], rank:int
    not_implemented()
end

"""
P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ
"""
function pinv(A, rcond)
    # A[m,n], rcond -> P[n,m]
    not_implemented()
end
