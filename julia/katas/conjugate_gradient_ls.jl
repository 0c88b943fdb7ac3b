# Conjugate gradients on the normal equations — shared_tests/katas/conjugate_gradient_ls/README.md

"""
w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖
"""
function cgls(X, y, λ, iters, tol)
    # X[n,p], y[n], lam, iters:int, tol -> w[p], iters_done:int, history[iters+1]
    not_implemented()
end
