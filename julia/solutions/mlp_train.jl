# Mini-batch training with momentum — shared_tests/katas/mlp_train/README.md

"""
v ← mu·v − step·∇J_B(θ), θ ← θ + v for every batch B, θ = (W₁, b₁, W₂, b₂)
"""
function mlp_train(X, Y, U1, c1, U2, c2, activation, loss, λ, step, mu, order, batch_size)
    if batch_size < 1 || step <= 0 || !(0 <= mu < 1)
        throw(InvalidParameter("batch_size $batch_size, step $step, mu $mu"))
    end
    n = size(X, 1)
    i = findfirst(i -> !(0 <= i < n), order)
    isnothing(i) || throw(InvalidParameter("order names row $(order[i]) of $n"))
    θ = map(Array, (U1, c1, U2, c2))
    v = map(zero, θ)
    J_start, = mlp_value_grad(X, Y, θ..., activation, loss, λ)
    for B in Iterators.partition(order .+ 1, batch_size)
        # the mean over the batch, however short it is, and the whole penalty
        g = mlp_value_grad(X[B, :], Y[B, :], θ..., activation, loss, λ)[2:end]
        for (wᵢ, vᵢ, gᵢ) in zip(θ, v, g)
            vᵢ .= mu .* vᵢ .- step .* gᵢ
            wᵢ .+= vᵢ
        end
    end
    # what has left the finite numbers does not come back
    J_end, = mlp_value_grad(X, Y, θ..., activation, loss, λ)
    if !isfinite(J_end) || !all(w -> all(isfinite, w), θ)
        throw(NotConverged("J is $J_end after $(length(order)) rows"))
    end
    return θ..., J_start, J_end
end
