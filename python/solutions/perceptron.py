"""Rosenblatt's rule — shared_tests/katas/perceptron/README.md"""

from matrix_products import dot
from refusals import InvalidLabel, InvalidParameter


def perceptron(X, y, w0, b0, order, eta):
    """for i in order: if yᵢ(xᵢᵀw + b) ≤ 0: w ← w + eta yᵢxᵢ, b ← b + eta yᵢ"""
    if eta <= 0:
        raise InvalidParameter(f"eta is {eta:g}, not positive")
    for i in order:
        if not 0 <= i < len(y):
            raise InvalidParameter(f"order names row {i}, there are {len(y)}")
    for label in y:
        if label not in (-1, 1):
            raise InvalidLabel(f"label {label}, it must be −1 or 1")
    w, b, mistakes = w0.copy(), b0, 0
    for i in order:
        # a point on the line is on no side of it: a mistake, or 0 would stay 0
        if y[i] * (dot(X[i], w) + b) <= 0:
            # yᵢzᵢ grows by eta(‖xᵢ‖² + 1)
            w += eta * y[i] * X[i]
            b += eta * y[i]
            mistakes += 1
    return w, b, mistakes
