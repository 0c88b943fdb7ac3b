# Automatic differentiation on a tape — shared_tests/katas/reverse_mode_tape/README.md

# v, and ∂v/∂x and ∂v/∂y where y is a node
function _node(op, x, y)
    op == 0 && return x + y, (1.0, 1.0)
    op == 1 && return x - y, (1.0, -1.0)
    op == 2 && return x * y, (y, x)
    op == 3 && return x / y, (1 / y, -x / y / y)
    op == 4 && return -x, (-1.0,)
    op == 5 && return exp(x), (exp(x),)
    op == 6 && return log(x), (1 / x,)
    op == 7 && return tanh(x), (1 - tanh(x)^2,)
    op == 8 && return x^y, (y > 0 ? y * x^(y - 1) : 0.0,)
    return max(x, 0.0), (float(x > 0),)
end

# v of every node, and of every operation the nodes j that it uses, with ∂v/∂vⱼ
function _played(inputs, op, a, b)
    v, uses = copy(inputs), Vector{Pair{Int,Float64}}[]
    for (i, (o, j, l)) in enumerate(zip(op, a, b))
        known, binary = 0:length(v)-1, 0 <= o < 4
        if !(o in 0:9 && j in known) || binary && !(l in known)
            throw(InvalidParameter("operation $(i - 1) is ($o, $j, $l)"))
        end
        x, y = v[j+1], binary ? v[l+1] : float(l)
        if o == 3 && y == 0 || o == 6 && x <= 0 || o == 8 && y < 0
            throw(InvalidParameter("operation $(i - 1), $o, is not defined there"))
        end
        value, slopes = _node(o, x, y)
        push!(v, value)
        push!(uses, [node + 1 => slope for (node, slope) in zip((j, l), slopes)])
    end
    return v, uses
end

"""
value = v of the last node, grad = ∂value/∂inputs, swept from last to first
"""
function tape_gradient(inputs, op, a, b)
    v, uses = _played(inputs, op, a, b)
    k, v̄ = length(inputs), zeros(length(v))
    v̄[end] = 1
    for i in reverse(eachindex(uses)), (j, slope) in uses[i]
        # v̄ⱼ = Σ v̄ᵢ ∂vᵢ/∂vⱼ over all i that use j, and they all come later
        v̄[j] += v̄[k+i] * slope
    end
    return v[end], v̄[1:k]
end

"""
value = v of the last node, dvalue = Σ ∂value/∂inputsⱼ tⱼ, swept forwards
"""
function tape_jvp(inputs, tangent, op, a, b)
    v, uses = _played(inputs, op, a, b)
    v̇ = copy(tangent)
    for each in uses
        # v̇ᵢ = Σ ∂vᵢ/∂vⱼ v̇ⱼ over the nodes j that i uses
        push!(v̇, sum(slope * v̇[j] for (j, slope) in each))
    end
    return v[end], v̇[end]
end
