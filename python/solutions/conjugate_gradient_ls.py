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
    # tol ≥ 0, so ‖s‖ > 0 wherever the loop goes on
    while k < iters and history[k] > tol * history[0]:
        # α minimises J(w + αq): sᵀq = ‖s‖² and qᵀ(XᵀX + nλI)q = ‖Xq‖² + nλ‖q‖²
        u = predict(X, q)
        alpha = gamma / (u @ u + n * lam * (q @ q))
        w += alpha * q
        r -= alpha * u
        s = X.T @ r - n * lam * w
        # β = ‖sₖ₊₁‖²/‖sₖ‖² makes qₖ₊₁ᵀ(XᵀX + nλI)qⱼ = 0 for all j ≤ k
        gamma, last = s @ s, gamma
        q = s + gamma / last * q
        k += 1
        history[k:] = np.sqrt(gamma)
    return w, k, history
