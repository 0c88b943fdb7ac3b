# Conjugate gradients on the normal equations — shared_tests/katas/conjugate_gradient_ls/README.md

"""
w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖
"""
function cgls(X, y, λ, iters, tol)
    not_implemented()
end
