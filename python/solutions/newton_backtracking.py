"""Damped Newton on a smooth robust loss — shared_tests/katas/newton_backtracking/README.md"""

import numpy as np

from cholesky_solve import cholesky_solve
from ols_normal_equations import predict
from ols_qr import ols_qr
from refusals import InvalidParameter, NotConverged, NotPositiveDefinite


def pseudo_huber(X, y, w, delta, lam):
    """f = (1/n) Σᵢ δ²(qᵢ − 1) + (λ/2)‖w‖², qᵢ = √(1 + rᵢ²/δ²), g = ∇f, H = ∇²f"""
    if delta <= 0 or lam < 0:
        raise InvalidParameter(f"delta {delta:g} ≤ 0 or lam {lam:g} < 0")
    n, p = X.shape
    r = predict(X, w) - y
    q = np.sqrt(1 + (r / delta) ** 2)
    # δ²(q − 1) = r²/(1 + q), without cancellation
    f = np.mean(r**2 / (1 + q)) + lam / 2 * (w @ w)
    # d/dr δ²(q − 1) = r/q
    g = X.T @ (r / q) / n + lam * w
    # d/dr (r/q) = 1/q − r²/(δ²q³) = q⁻³
    H = (X.T * q**-3) @ X / n + lam * np.eye(p)
    return f, g, H


def newton_pseudo_huber(X, y, w0, delta, lam, tol, max_iter):
    """wₖ₊₁ = wₖ − t H⁻¹∇f(wₖ) until ½ ∇fᵀH⁻¹∇f ≤ tol, historyₖ = f(wₖ)"""
    if tol < 0 or max_iter < 0:
        raise InvalidParameter(f"tol {tol:g} < 0 or max_iter {max_iter} < 0")
    (n, p), w, history = X.shape, w0.copy(), np.empty(max_iter + 1)
    f, g, H = pseudo_huber(X, y, w, delta, lam)
    f0, D = pseudo_huber(X, y, 0 * w, delta, lam)[0], np.inf
    for k in range(max_iter + 1):
        history[k:] = f
        try:
            d = cholesky_solve(H, g)
        except NotPositiveDefinite:
            # what is lost in H = AᵀA is not in A = [diag(q⁻³ᐟ²/√n)X; √λI]; g = Aᵀc
            r = predict(X, w) - y
            q, root = np.sqrt(1 + (r / delta) ** 2), np.sqrt(lam)
            A = np.vstack([(X.T * q**-1.5).T / np.sqrt(n), root * np.eye(p)])
            d, _ = ols_qr(A, np.append(r * np.sqrt(q / n), root * w))
        # f(w − d) ≈ f − gᵀd + ½dᵀHd = f − D
        last, D = D, g @ d / 2
        # r is known to ε|y|, f to ε(f + f(0)), which judges no smaller promise
        close = D <= 1e-12 * (f + f0)
        # where D no longer falls, it consists of rounding errors
        if D <= tol or (close and D >= last):
            return w, f, k, history
        # the slope of f along −d is −2D
        for t in 0.5 ** np.arange(51):
            v = w - t * d
            fv, g, H = pseudo_huber(X, y, v, delta, lam)
            if close or fv <= f - 2e-4 * t * D:
                break
        else:
            raise NotConverged(f"f does not fall at step {k}")
        w, f = v, fv
    raise NotConverged(f"{max_iter} steps are not enough")
