"""Forward and backward pass by hand — shared_tests/katas/mlp_gradients/README.md"""

import numpy as np

from logistic_gradient_descent import sigmoid
from refusals import InvalidLabel, InvalidParameter
from softmax_regression import log_softmax


def mlp_layer(X, W, b, activation):
    """A = a(XW + b), where a is tanh, max(0, ·), σ or nothing for 0, 1, 2 or 3"""
    Z = X @ W + b
    match activation:
        case 0:
            return np.tanh(Z)
        case 1:
            return np.maximum(Z, 0)
        case 2:
            return sigmoid(Z)
        case 3:
            return Z
    raise InvalidParameter(f"activation is {activation}")


def mlp_forward(X, W1, b1, W2, b2, activation, loss):
    """O = HW₂ + b₂ for loss 0, its softmax for loss 1, where H = a(XW₁ + b₁)"""
    if loss not in (0, 1):
        raise InvalidParameter(f"loss is {loss}")
    S = mlp_layer(mlp_layer(X, W1, b1, activation), W2, b2, 3)
    return np.exp(log_softmax(S)) if loss == 1 else S


def mlp_value_grad(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """J = (1/n) Σ ℓᵢ + (λ/2)(‖W₁‖² + ‖W₂‖²), ℓ = ½‖o − y‖² or −yᵀ ln o; and ∇J"""
    if loss not in (0, 1) or lam < 0:
        raise InvalidParameter(f"loss is {loss}, lam is {lam:g}")
    H = mlp_layer(X, W1, b1, activation)
    S = mlp_layer(H, W2, b2, 3)
    wrong = (Y < 0).any(axis=1) | (np.abs(Y.sum(axis=1) - 1) > 1e-12)
    if loss == 1 and wrong.any():
        raise InvalidLabel(f"row {wrong.argmax()} of Y is no distribution")
    # ∂ℓ/∂s = o − y with either loss; o = 1 + expm1(L), so it is (1 − y)o + y expm1(L)
    n, L = len(X), log_softmax(S)
    dS = ((1 - Y) * np.exp(L) + Y * np.expm1(L) if loss == 1 else S - Y) / n
    J = -(Y * L).sum() / n if loss == 1 else n / 2 * (dS * dS).sum()
    J += lam / 2 * ((W1 * W1).sum() + (W2 * W2).sum())
    # a′ = 1 − a² for tanh, [a > 0] for max(0, ·), a(1 − a) for σ
    dZ = dS @ W2.T * (1 - H * H, H > 0, H * (1 - H), 1)[activation]
    gW1, gW2 = X.T @ dZ + lam * W1, H.T @ dS + lam * W2
    return J, gW1, dZ.sum(axis=0), gW2, dS.sum(axis=0)
