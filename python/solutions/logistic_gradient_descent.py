"""Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter, NotConverged


def sigmoid(z):
    """sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))"""
    # σ(z) = 1/(1 + e) for z ≥ 0 and e/(1 + e) for z < 0, with e = exp(−|z|) ≤ 1
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def softplus(z):
    """sᵢ = ln(1 + exp(zᵢ))"""
    # ln(1 + exp(z)) = max(z, 0) + ln(1 + e), with e = exp(−|z|) ≤ 1
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def logistic_value_grad(X, y, w, b, lam):
    """J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J"""
    if lam < 0:
        raise InvalidParameter(f"lam is {lam:g}, below 0")
    outside = y[(y != 0) & (y != 1)]
    if outside.size:
        raise InvalidLabel(f"label {outside[0]}, it must be 0 or 1")
    # softplus′ = σ, so for c = 1 − 2y = ±1 the derivative of the loss by z is cσ(cz)
    n = len(y)
    c = 1 - 2 * y
    z = c * (X @ w + b)
    r = c * sigmoid(z)
    J = softplus(z).sum() / n + lam / 2 * (w @ w)
    return J, X.T @ r / n + lam * w, r.sum() / n


def logistic_gd(X, y, w0, b0, lam, step, iters):
    """(w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)"""
    if step <= 0 or iters < 0:
        raise InvalidParameter(f"step is {step:g}, iters is {iters}")
    w, b, history = w0.copy(), b0, np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            # only the penalty can drive w to infinity, and then J with it
            history[k], gw, gb = logistic_value_grad(X, y, w, b, lam)
            if not np.isfinite(history[k]):
                raise NotConverged(f"J is {history[k]} after {k} steps")
            if k < iters:
                w -= step * gw
                b -= step * gb
    return w, b, history
