"""Limited-memory BFGS — shared_tests/katas/lbfgs/README.md"""

import numpy as np

from ols_normal_equations import predict
from refusals import InvalidParameter, NotConverged


def lbfgs_direction(g, S, Y):
    """d = −Hg, H₊ = (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy, H₀ = (sᵀy/yᵀy)I"""
    c = (S * Y).sum(axis=1)
    if c.min() <= 0:
        raise InvalidParameter(f"sᵀy of pair {c.argmin()} is {c.min():g}, not positive")
    d, alpha = -g, np.empty(len(S))
    # from the newest pair to the oldest: (I − ρysᵀ)d
    for i in reversed(range(len(S))):
        alpha[i] = S[i] @ d / c[i]
        d = d - alpha[i] * Y[i]
    # the mean curvature along the newest step
    d = c[-1] / (Y[-1] @ Y[-1]) * d
    # and back: (I − ρsyᵀ)d + αs
    for i in range(len(S)):
        d = d + (alpha[i] - Y[i] @ d / c[i]) * S[i]
    return d


def _value_grad(X, y, w, delta, lam):
    r = predict(X, w) - y
    q = np.sqrt(1 + (r / delta) ** 2)
    f = np.mean(r**2 / (1 + q)) + lam / 2 * (w @ w)
    return f, X.T @ (r / q) / len(y) + lam * w


def lbfgs_minimize(X, y, w0, delta, lam, memory, tol, max_iter):
    """w = argmin f = (1/n) Σᵢ δ²(√(1 + rᵢ²/δ²) − 1) + (λ/2)‖w‖², ‖∇f‖∞ ≤ tol"""
    if delta <= 0 or lam < 0:
        raise InvalidParameter(f"delta {delta:g} ≤ 0 or lam {lam:g} < 0")
    if memory < 1 or tol < 0 or max_iter < 0:
        raise InvalidParameter(f"memory {memory}, tol {tol:g}, max_iter {max_iter}")
    f0, _ = _value_grad(X, y, np.zeros_like(w0), delta, lam)
    w, (f, g) = w0.copy(), _value_grad(X, y, w0, delta, lam)
    k, S, Y = 0, [], []
    while not np.abs(g).max() <= tol:
        if k == max_iter:
            raise NotConverged(f"{max_iter} steps are not enough")
        # without a pair the curvature is unknown: a step of length 1 at most
        s = -g / max(1, np.sqrt(g @ g))
        if S:
            s = lbfgs_direction(g, np.array(S), np.array(Y))
        # r is known to ε|y|, f to ε(f + f(0)), which judges no smaller promise
        slope = g @ s
        close = -slope <= 1e-12 * (f + f0)
        fv, gv = _value_grad(X, y, w + s, delta, lam)
        while not close and fv > f + 1e-4 * slope:
            s, slope = s / 2, slope / 2
            fv, gv = _value_grad(X, y, w + s, delta, lam)
        # a pair without curvature, which rounding may leave, tells nothing
        u = gv - g
        if s @ u > 1e-10 * np.sqrt((s @ s) * (u @ u)):
            S, Y = [*S, s][-memory:], [*Y, u][-memory:]
        w, f, g, k = w + s, fv, gv, k + 1
    return w, f, k
