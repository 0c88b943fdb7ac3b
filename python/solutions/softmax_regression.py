"""Multinomial logistic regression — shared_tests/katas/softmax_regression/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter, NotConverged


def log_softmax(Z):
    """Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)"""
    # the same for zᵢ − max zᵢ, where one exponential is 1 and the others are ≤ 1
    Z = Z - Z.max(axis=1, keepdims=True)
    others = np.exp(Z)
    others[np.arange(len(Z)), Z.argmax(axis=1)] = 0
    return Z - np.log1p(others.sum(axis=1, keepdims=True))


def softmax_value_grad(X, y, K, W, b, lam):
    """J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J"""
    if K < 2 or lam < 0:
        raise InvalidParameter(f"K is {K}, lam is {lam:g}")
    outside = y[(y < 0) | (y >= K)]
    if outside.size:
        raise InvalidLabel(f"label {outside[0]}, but K is {K}")
    n, rows = len(y), np.arange(len(y))
    L = log_softmax(X @ W + b)
    # the derivative of −L[i, yᵢ] by zᵢₖ is exp(Lᵢₖ), for k = yᵢ exp(Lᵢₖ) − 1
    R = np.exp(L)
    R[rows, y] = np.expm1(L[rows, y])
    J = -L[rows, y].sum() / n + lam / 2 * (W * W).sum()
    return J, X.T @ R / n + lam * W, R.sum(axis=0) / n


def softmax_gd(X, y, K, lam, step, iters):
    """(W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)"""
    if K < 2 or step <= 0 or iters < 0:
        raise InvalidParameter(f"K is {K}, step {step:g}, iters {iters}")
    W, b, history = np.zeros((X.shape[1], K)), np.zeros(K), np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(iters + 1):
            # only the penalty can drive W to infinity, and then J with it
            history[t], GW, Gb = softmax_value_grad(X, y, K, W, b, lam)
            if not np.isfinite(history[t]):
                raise NotConverged(f"J is {history[t]} after {t} steps")
            if t < iters:
                W -= step * GW
                b -= step * Gb
    return W, b, history
