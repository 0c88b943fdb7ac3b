"""Conjugate gradients on the normal equations — shared_tests/katas/conjugate_gradient_ls/README.md"""

import numpy as np

from ols_normal_equations import predict
from refusals import InvalidParameter


def cgls(X, y, lam, iters, tol):
    """w → argmin (1/2n)‖Xw − y‖² + (λ/2)‖w‖², historyₖ = ‖Xᵀ(y − Xwₖ) − nλwₖ‖"""
    for name, value in {"lam": lam, "iters": iters, "tol": tol}.items():
        if value < 0:
            raise InvalidParameter(f"{name} is {value:g}, below 0")
    n, p = X.shape
    # s = −n∇J(w), which is Xᵀy at w = 0; the first direction is q = s
    w, r, s = np.zeros(p), y.copy(), X.T @ y
    q, gamma, k = s, s @ s, 0
    history = np.full(iters + 1, np.sqrt(gamma))
    # ‖r‖ ≤ ‖y‖, so where sⱼ = xⱼᵀr − nλwⱼ is 0 rounding leaves about this
    floor = 2.0**-51 * np.linalg.norm(X, axis=0) * np.linalg.norm(y)
    while k < iters and history[k] > tol * history[0] and np.any(np.abs(s) > floor):
        # α minimises J(w + αq) for any q: qᵀ(XᵀX + nλI)q = ‖Xq‖² + nλ‖q‖²
        u = predict(X, q)
        alpha = s @ q / (u @ u + n * lam * (q @ q))
        w += alpha * q
        r -= alpha * u
        s = X.T @ r - n * lam * w
        # β = ‖sₖ₊₁‖²/‖sₖ‖² makes qₖ₊₁ᵀ(XᵀX + nλI)qⱼ = 0 for all j ≤ k
        gamma, last = s @ s, gamma
        q = s + gamma / last * q
        k += 1
        history[k:] = np.sqrt(gamma)
    return w, k, history
