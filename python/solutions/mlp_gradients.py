"""Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md"""

import numpy as np

from logistic_gradient_descent import sigmoid
from refusals import InvalidLabel, InvalidParameter
from softmax_regression import log_softmax


def mlp_layer(X, W, b, activation):
    """A = a(XW + b), where a is tanh, max(0, ·), σ or the identity"""
    Z = X @ W + b
    match activation:
        case "tanh":
            return np.tanh(Z)
        case "relu":
            return np.maximum(Z, 0)
        case "sigmoid":
            return sigmoid(Z)
        case "identity":
            return Z


def mlp_forward(X, W1, b1, W2, b2, activation, loss):
    """O = HW₂ + b₂, or its softmax for the cross-entropy, where H = a(XW₁ + b₁)"""
    S = mlp_layer(mlp_layer(X, W1, b1, activation), W2, b2, "identity")
    return np.exp(log_softmax(S)) if loss == "cross_entropy" else S


def _slope(A, activation):
    """a′, from the values of a"""
    match activation:
        case "tanh":
            return 1 - A * A
        case "relu":
            return A > 0
        case "sigmoid":
            return A * (1 - A)
        case "identity":
            return 1


def mlp_value_grad(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J"""
    if lam < 0:
        raise InvalidParameter(f"lam is {lam:g}")
    H = mlp_layer(X, W1, b1, activation)
    S = mlp_layer(H, W2, b2, "identity")
    entropy = loss == "cross_entropy"
    wrong = (Y < 0).any(axis=1) | (np.abs(Y.sum(axis=1) - 1) > 1e-12)
    if entropy and wrong.any():
        raise InvalidLabel(f"row {wrong.argmax()} of Y is no distribution")
    # ∂ℓ/∂s = o − y with either loss, and o = 1 + expm1(L)
    n, L = len(X), log_softmax(S)
    dS = ((1 - Y) * np.exp(L) + Y * np.expm1(L) if entropy else S - Y) / n
    J = -(Y * L).sum() / n if entropy else n / 2 * (dS * dS).sum()
    J += lam / 2 * ((W1 * W1).sum() + (W2 * W2).sum())
    dZ = dS @ W2.T * _slope(H, activation)
    gW1, gW2 = X.T @ dZ + lam * W1, H.T @ dS + lam * W2
    return J, gW1, dZ.sum(axis=0), gW2, dS.sum(axis=0)
