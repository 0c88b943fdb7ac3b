"""Automatic differentiation on a tape — shared_tests/katas/reverse_mode_tape/README.md"""

import numpy as np

from refusals import InvalidParameter


def tape_gradient(inputs, op, a, b):
    """value = v of the last node, grad = ∂value/∂inputs, swept from last to first"""
    # inputs[k], op[m]:int, a[m]:int, b[m]:int -> value, grad[k]
    raise NotImplementedError


def tape_jvp(inputs, tangent, op, a, b):
    """value = v of the last node, dvalue = Σ ∂value/∂inputsⱼ tⱼ, swept forwards"""
    # inputs[k], tangent[k], op[m]:int, a[m]:int, b[m]:int -> value, dvalue
    raise NotImplementedError
