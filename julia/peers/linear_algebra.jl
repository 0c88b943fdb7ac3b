# LinearAlgebra of Julia behind the signatures of the katas, where it has the thing itself.

import LinearAlgebra
using LinearAlgebra: LowerTriangular, Symmetric, UpperTriangular, dot
using Statistics: mean

# ---------------------------------------------------------------- matrix_products

"""gemv"""
function matvec(A, x)
    return A * x
end

"""gemv"""
function rmatvec(A, y)
    return A' * y
end

"""gemm"""
function matmul(A, B)
    return A * B
end

"""syrk"""
function gram(X)
    return X'X
end

# ---------------------------------------------------------------- cholesky_solve

"""trsv"""
function forward_substitution(L, b)
    return LowerTriangular(L) \ b
end

"""trsv"""
function back_substitution(U, b)
    return UpperTriangular(U) \ b
end

"""potrf, of the lower triangle"""
function cholesky(A)
    return LinearAlgebra.cholesky(Symmetric(Matrix(A), :L)).L
end

"""potrf and potrs"""
function cholesky_solve(A, b)
    return LinearAlgebra.cholesky(Symmetric(Matrix(A), :L)) \ b
end

# ---------------------------------------------------------------- ols_normal_equations

"""syrk and potrf"""
function ols(X, y)
    return LinearAlgebra.cholesky(Symmetric(X'X)) \ (X'y)
end

"""gemv"""
function predict(X, w)
    return X * w
end

# ---------------------------------------------------------------- gradient_descent

"""gemv, twice"""
function mse_value_grad(X, y, w)
    n, r = length(y), X * w - y
    return dot(r, r) / 2n, X'r / n
end

"""gemv in place, twice per step"""
function gradient_descent(X, y, w0, step, iters)
    n, w, history = length(y), copy(w0), zeros(iters + 1)
    r = X * w - y
    history[1] = dot(r, r) / 2n
    for k = 1:iters
        mul!(w, X', r, -step / n, 1)
        r .= y
        mul!(r, X, w, 1, -1)
        history[k+1] = dot(r, r) / 2n
    end
    return w, history
end

# ---------------------------------------------------------------- ridge

"""syrk and potrf of the centred columns"""
function ridge(X, y, lam, fit_intercept)
    n = length(y)
    x_mean, y_mean = fit_intercept ? (mean(X, dims = 1), mean(y)) : (zeros(1, size(X, 2)), 0.0)
    Xc, yc = fit_intercept ? (X .- x_mean, y .- y_mean) : (X, y)
    w = LinearAlgebra.cholesky(Symmetric(Xc'Xc + n * lam * I)) \ (Xc'yc)
    return w, y_mean - dot(x_mean, w)
end

# ---------------------------------------------------------------- householder_qr

"""geqrt"""
function qr(A)
    Q, R = LinearAlgebra.qr(Matrix(A))
    d = ifelse.(LinearAlgebra.diag(R) .< 0, -1, 1)  # LAPACK promises no signs
    return Matrix(Q) .* d', d .* R
end

# ---------------------------------------------------------------- ols_qr

"""geqrt, and the reflections on y"""
function ols_qr(X, y)
    w = LinearAlgebra.qr(Matrix(X)) \ y
    r = y - X * w
    return w, dot(r, r)
end

# ---------------------------------------------------------------- jacobi_svd

"""gesdd"""
function svd(A)
    U, s, V = LinearAlgebra.svd(Matrix(A))
    kept = s .> size(A, 1) * 2.0^-52 * s[1]
    # of a column of V the first of the largest entries is positive, by convention, here
    sign = [v[findfirst(abs.(v) .>= (1 - 1e-10) * maximum(abs, v))] < 0 ? -1 : 1 for v in eachcol(V)]
    return U .* (sign .* kept)', s .* kept, V .* sign', count(kept)
end

# ---------------------------------------------------------------- ols_min_norm

# what is rounding is cut in any case, by convention, here
cut(A, rcond) = max(rcond, maximum(size(A)) * 2.0^-52)

"""gesdd"""
function min_norm_ls(X, y, rcond)
    U, s, V = LinearAlgebra.svd(Matrix(X))
    rank = count(s .> cut(X, rcond) * s[1])
    return V[:, 1:rank] * (U[:, 1:rank]'y ./ s[1:rank]), rank
end

"""gesdd"""
function pinv(A, rcond)
    return LinearAlgebra.pinv(Matrix(A), rtol = cut(A, rcond))
end
