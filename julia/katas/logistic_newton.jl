# Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md

"""
(w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J
"""
function logistic_newton(X, y, λ, fit_intercept, tol, max_iter)
    # X[n,p], y[n]:int, lam, fit_intercept:bool, tol, max_iter:int -> w[p], b,
    # iters:int, J
    not_implemented()
end
