"""Quantile regression by an interior-point method — shared_tests/katas/quantile_regression/README.md"""

import numpy as np

from ols_normal_equations import predict
from ols_qr import ols_qr
from refusals import InvalidParameter, NotConverged


def pinball_loss(y, q, tau):
    """loss = (1/n) Σ ρ(yᵢ − qᵢ), ρ(r) = τr where r ≥ 0, else (τ − 1)r"""
    if not 0 < tau < 1:
        raise InvalidParameter(f"tau is {tau:g}, not between 0 and 1")
    r = y - q
    # of its two lines ρ is the upper one
    return np.maximum(tau * r, (tau - 1) * r).mean()


def quantile_regression(X, y, tau):
    """w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), loss = its minimum, ρ as in pinball_loss"""
    zero = 1e-14 * pinball_loss(y, 0 * y, tau)
    w, _ = ols_qr(X, y)
    r = y - predict(X, w)
    # r = u − v with u, v > 0, and Xᵀa = 0 with τ − 1 < a < τ
    u = np.maximum(r, 0) + np.abs(r).mean()
    v, a = u - r, 0 * y
    for _ in range(1000):
        q = predict(X, w)
        r, loss = y - q, pinball_loss(y, q, tau)
        # ρ(r) ≥ ar, and aᵀ(y − Xw) = aᵀy for every w: no loss is below aᵀy/n
        if loss - np.mean(a * r) <= 1e-9 * loss + zero:
            return w, loss
        # Newton's step to us = vt = μ, a tenth of what they are on average
        s, t = tau - a, a + 1 - tau
        mu = 0.1 * (u @ s + v @ t) / (2 * len(y))
        z, root = r - mu / s + mu / t, (u / s + v / t) ** -0.5
        dw, _ = ols_qr(root[:, None] * X, root * z)
        da = root**2 * (z - predict(X, dw))
        du, dv = (mu + u * da) / s - u, (mu - v * da) / t - v
        # most of the way to where the first of them would be 0
        k = 0.99 / max(0.99, np.max(-du / u), np.max(-dv / v))
        w, u, v = w + k * dw, u + k * du, v + k * dv
        a = a + 0.99 / max(0.99, np.max(da / s), np.max(-da / t)) * da
    raise NotConverged("1000 steps are not enough")
