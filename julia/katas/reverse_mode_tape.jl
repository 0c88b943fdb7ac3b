# Automatic differentiation on a tape — shared_tests/katas/reverse_mode_tape/README.md

"""
value = v of the last node, grad = ∂value/∂inputs, swept from last to first
"""
function tape_gradient(inputs, op, a, b)
    # inputs[k], op[m]:int, a[m]:int, b[m]:int -> value, grad[k]
    not_implemented()
end

"""
value = v of the last node, dvalue = Σ ∂value/∂inputsⱼ tⱼ, swept forwards
"""
function tape_jvp(inputs, tangent, op, a, b)
    # inputs[k], tangent[k], op[m]:int, a[m]:int, b[m]:int -> value, dvalue
    not_implemented()
end
