# Heavy ball and Nesterov's momentum — shared_tests/katas/momentum/README.md

"""
v = mu·v − step·∇f(w), w = w + v, historyₖ = f(wₖ)
"""
function heavy_ball(X, y, w0, step, mu, iters)
    # X[n,p], y[n], w0[p], step, mu, iters:int -> w[p], history[iters+1]
    not_implemented()
end

"""
v = mu·v − step·∇f(w + mu·v), w = w + v, historyₖ = f(wₖ)
"""
function nesterov(X, y, w0, step, mu, iters)
    # X[n,p], y[n], w0[p], step, mu, iters:int -> w[p], history[iters+1]
    not_implemented()
end
