# Soft-thresholding and friends — shared_tests/katas/proximal_operators/README.md

"""
u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁
"""
function soft_threshold(v, t)
    t < 0 && throw(InvalidParameter("t is $t, below 0"))
    # 0 ∈ u − v + t ∂|u|, where ∂|u| is sign u, and all of [−1, 1] at 0
    return @. sign(v) * max(abs(v) - t, 0)
end

"""
u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)
"""
function prox_elastic_net(v, t, l1, l2)
    if min(t, l1, l2) < 0
        throw(InvalidParameter("t, l1, l2 are $t, $l1, $l2, one is negative"))
    end
    # 0 ∈ (1 + t l₂) u − v + t l₁ ∂|u|
    return soft_threshold(v, t * l1) / (1 + t * l2)
end

"""
u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖
"""
function prox_group(v, t, groups)
    t < 0 && throw(InvalidParameter("t is $t, below 0"))
    g₀ = minimum(groups)
    g₀ < 0 && throw(InvalidParameter("a group is $g₀, they count from 0"))
    # 0 ∈ u_g − v_g + t ∂‖u_g‖, so u_g = v_g max(0, 1 − t/‖v_g‖)
    factor = Dict{Int,Float64}()
    for (x, g) in zip(v, groups)
        factor[g] = get(factor, g, 0.0) + x^2
    end
    map!(squares -> √squares > t ? 1 - t / √squares : 0.0, values(factor))
    return [factor[g] * x for (x, g) in zip(v, groups)]
end

"""
u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius
"""
function project_l1_ball(v, radius)
    radius <= 0 && throw(InvalidParameter("radius is $radius, not positive"))
    # u = S(v, θ); with the k largest |v| left, ‖u‖₁ = radius for θₖ = (Σ |v| − radius)/k
    m = sort(abs.(v), rev = true)
    θs = (cumsum(m) .- radius) ./ eachindex(m)
    # θₖ rises while |v|₍ₖ₊₁₎ > θₖ and falls from there: θ is the largest, 0 inside the ball
    return soft_threshold(v, max(maximum(θs), 0))
end
