# Soft-thresholding and friends — shared_tests/katas/proximal_operators/README.md

"""
u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁
"""
function soft_threshold(v, t)
    # v[p], t -> u[p]
    not_implemented()
end

"""
u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)
"""
function prox_elastic_net(v, t, l1, l2)
    # v[p], t, l1, l2 -> u[p]
    not_implemented()
end

"""
u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖
"""
function prox_group(v, t, groups)
    # v[p], t, groups[p]:int -> u[p]
    not_implemented()
end

"""
u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius
"""
function project_l1_ball(v, radius)
    # v[p], radius -> u[p]
    not_implemented()
end
