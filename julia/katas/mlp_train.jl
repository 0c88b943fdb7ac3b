# Mini-batch training with momentum — shared_tests/katas/mlp_train/README.md

"""
v ← mu·v − step·∇J_B(θ), θ ← θ + v for every batch B, θ = (W₁, b₁, W₂, b₂)
"""
function mlp_train(X, Y, U1, c1, U2, c2, activation, loss, λ, step, mu, order, batch_size)
    not_implemented()
end
