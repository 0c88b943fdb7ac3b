# Mini-batch training with momentum — shared_tests/katas/mlp_train/README.md

"""
v ← mu·v − step·∇J_B(θ), θ ← θ + v for every batch B, θ = (W₁, b₁, W₂, b₂)
"""
function mlp_train(X, Y, U1, c1, U2, c2, activation, loss, λ, step, mu, order, batch_size)
    # X[n,d], Y[n,k], U1[d,h], c1[h], U2[h,k], c2[k],
    # activation:{tanh,relu,sigmoid,identity}, loss:{squared_error,cross_entropy}, lam,
    # step, mu, order[m]:int, batch_size:int -> W1[d,h], b1[h], W2[h,k], b2[k], J_start,
    # J_end
    not_implemented()
end
