# Stochastic gradient descent with a given order — shared_tests/katas/stochastic_gradient_descent/README.md

"""
wₖ₊₁ = wₖ − step0/(1 + decay·k) · ∇f_k(wₖ) of batch k, w_avg = mean of wₖ₊₁
"""
function sgd(X, y, w0, order, batch_size, step0, decay)
    batch_size < 1 && throw(InvalidParameter("batch_size is $batch_size, not positive"))
    step0 <= 0 && throw(InvalidParameter("step0 is $step0, not positive"))
    decay < 0 && throw(InvalidParameter("decay is $decay, below 0"))
    for i in order
        0 <= i < length(y) || throw(InvalidParameter("order names row $i, there are $(length(y))"))
    end
    w, w̄ = copy(w0), zero(w0)
    for (k, batch) in zip(0:length(order), Iterators.partition(order .+ 1, batch_size))
        # the mean over the batch, whose rows count as often as order names them
        _, g = mse_value_grad(X[batch, :], y[batch], w)
        w .-= step0 / (1 + decay * k) .* g
        all(isfinite, w) || throw(NotConverged("w is not finite after $(k + 1) updates"))
        # (k + 1) w̄ₖ₊₁ = k w̄ₖ + wₖ₊₁
        w̄ .+= (w .- w̄) ./ (k + 1)
    end
    return w, w̄
end
