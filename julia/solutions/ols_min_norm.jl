# Least squares of least norm — shared_tests/katas/ols_min_norm/README.md

"""
w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀
"""
function min_norm_ls(X, y, rcond)
    0 <= rcond < 1 || throw(InvalidParameter("rcond is $rcond, it must be in [0, 1)"))
    if size(X, 1) < size(X, 2)
        # Xᵀ = V diag(s) Uᵀ
        V, s, U, _ = svd(X')
    else
        U, s, V, _ = svd(X)
    end
    # with α = Vᵀw: ‖y − Xw‖² = Σⱼ (uⱼᵀy − sⱼαⱼ)² + constant, and ‖w‖ = ‖α‖ is least
    # where αⱼ = 0 for sⱼ = 0
    kept = s .> rcond * s[1]
    α = ifelse.(kept, U'y ./ s, 0.0)
    return V * α, count(kept)
end

"""
P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ
"""
function pinv(A, rcond)
    0 <= rcond < 1 || throw(InvalidParameter("rcond is $rcond, it must be in [0, 1)"))
    if size(A, 1) < size(A, 2)
        # A⁺ᵀ = Aᵀ⁺
        return pinv(A', rcond)'
    end
    U, s, V, _ = svd(A)
    inverse = ifelse.(s .> rcond * s[1], 1 ./ s, 0.0)
    return V * Diagonal(inverse) * U'
end
