# Stochastic gradient descent with a given order — shared_tests/katas/stochastic_gradient_descent/README.md

"""
wₖ₊₁ = wₖ − step0/(1 + decay·k) · ∇f_k(wₖ) of batch k, w_avg = mean of wₖ₊₁
"""
function sgd(X, y, w0, order, batch_size, step0, decay)
    # X[n,p], y[n], w0[p], order[m]:int, batch_size:int, step0, decay -> w[p], w_avg[p]
    not_implemented()
end
