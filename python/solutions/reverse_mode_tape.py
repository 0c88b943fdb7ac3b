"""Automatic differentiation on a tape — shared_tests/katas/reverse_mode_tape/README.md"""

import numpy as np

from refusals import InvalidParameter


def _node(op, x, y):
    """v, and ∂v/∂x and ∂v/∂y where y is a node"""
    match op:
        case 0:
            return x + y, (1, 1)
        case 1:
            return x - y, (1, -1)
        case 2:
            return x * y, (y, x)
        case 3:
            return x / y, (1 / y, -x / y / y)
        case 4:
            return -x, (-1,)
        case 5:
            return np.exp(x), (np.exp(x),)
        case 6:
            return np.log(x), (1 / x,)
        case 7:
            return np.tanh(x), (1 - np.tanh(x) ** 2,)
        case 8:
            return x**y, (y * x ** (y - 1) if y > 0 else 0,)
        case 9:
            return max(x, 0.0), (x > 0,)


def _played(inputs, op, a, b):
    """v of every node, and of every operation the nodes j that it uses, with ∂v/∂vⱼ"""
    k, uses = len(inputs), []
    v = np.append(inputs, np.zeros(len(op)))
    # plain integers: a range finds them at once
    operations = zip(op.tolist(), a.tolist(), b.tolist(), strict=True)
    for i, (o, j, l) in enumerate(operations):
        known, binary = range(k + i), 0 <= o < 4
        if o not in range(10) or j not in known or (binary and l not in known):
            raise InvalidParameter(f"operation {i} is ({o}, {j}, {l})")
        x, y = v[j], v[l] if binary else l
        if (o == 3 and y == 0) or (o == 6 and x <= 0) or (o == 8 and y < 0):
            raise InvalidParameter(f"operation {i}, {o}, is not defined there")
        v[k + i], slopes = _node(o, x, y)
        uses.append(list(zip((j, l), slopes, strict=False)))
    return v, uses


def tape_gradient(inputs, op, a, b):
    """value = v of the last node, grad = ∂value/∂inputs, swept from last to first"""
    with np.errstate(over="ignore", invalid="ignore"):
        v, uses = _played(inputs, op, a, b)
        adjoint = np.zeros(len(v))
        adjoint[-1] = 1
        for i in reversed(range(len(op))):
            # v̄ⱼ = Σ v̄ᵢ ∂vᵢ/∂vⱼ over all i that use j, and they all come later
            for j, slope in uses[i]:
                adjoint[j] += adjoint[len(inputs) + i] * slope
    return v[-1], adjoint[: len(inputs)]


def tape_jvp(inputs, tangent, op, a, b):
    """value = v of the last node, dvalue = Σ ∂value/∂inputsⱼ tⱼ, swept forwards"""
    with np.errstate(over="ignore", invalid="ignore"):
        v, uses = _played(inputs, op, a, b)
        dot = list(tangent)
        for each in uses:
            # v̇ᵢ = Σ ∂vᵢ/∂vⱼ v̇ⱼ over the nodes j that i uses
            dot.append(sum(slope * dot[j] for j, slope in each))
    return v[-1], dot[-1]
