"""Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md"""

import numpy as np

from cholesky_solve import back_substitution, cholesky_solve, forward_substitution
from householder_qr import reflections
from logistic_gradient_descent import logistic_value_grad, sigmoid
from refusals import (
    InvalidParameter,
    NoFiniteOptimum,
    NotConverged,
    NotPositiveDefinite,
    RankDeficient,
)


def logistic_newton(X, y, lam, fit_intercept, tol, max_iter):
    """(w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J"""
    if lam < 0 or tol < 0 or max_iter < 0:
        raise InvalidParameter(f"lam {lam:g}, tol {tol:g} or max_iter {max_iter} < 0")
    n, p = X.shape
    one_class = fit_intercept and np.all(y == y[0])
    # z = Dv, v = (w, b); without an intercept, column b is 0 and b stays 0
    D = np.column_stack([X, np.full(n, float(fit_intercept))])
    v, penalty = np.zeros(p + 1), np.array([lam] * p + [not fit_intercept])

    def value(v):
        return logistic_value_grad(X, y, v[:p], v[p], lam)

    def separates(u):
        # no mᵢ = (2yᵢ − 1)zᵢ falls along u and one grows, by 1e-6 of its terms
        growth, noise = (2 * y - 1) * (D @ u), 1e-6 * np.abs(D) @ np.abs(u)
        return (growth >= -noise).all() and (growth > noise).any()

    gain = np.inf
    for k in range(max_iter + 1):
        J, gw, gb = value(v)
        g = np.append(gw, gb * fit_intercept)
        # σ′(z) = σ(z)σ(−z), so H = AᵀA with A = [diag(√(σ′(z)/n)) D; √Λ]
        z = D @ v
        slope = sigmoid(z) * sigmoid(-z)
        A = np.vstack([np.sqrt(slope / n)[:, None] * D, np.diag(np.sqrt(penalty))])
        try:
            d = cholesky_solve(A.T @ A, g)
        except NotPositiveDefinite as refusal:
            if lam == 0:
                raise RankDeficient(f"H is singular: {refusal}") from refusal
            # λ may be lost in AᵀA, but √λ is not in A = QR, and H = RᵀR
            _, R = reflections(A)
            d = back_substitution(R, forward_substitution(R.T, g))
        # what is at rest beside the largest part of d is on the way to 0
        reach = np.abs(D).max(axis=0) * np.abs(d)
        moving = np.where(reach > 1e-6 * reach.max(), d, 0)
        if one_class or (lam == 0 and (separates(-d) or separates(-moving))):
            raise NoFiniteOptimum(f"J falls for ever, as seen at step {k}")
        # J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
        last, gain, t = gain, g @ d / 2, 1.0
        # J is known to εJ only, so it cannot judge a step that promises less;
        # and a gain that no longer falls there consists of rounding errors
        small = gain <= 1e-9 * J
        if gain <= tol or (small and gain >= last):
            return v[:p], v[p], k, J
        while not small and value(v - t * d)[0] > J - 2e-4 * t * gain:
            t /= 2
        v -= t * d
    raise NotConverged(f"{max_iter} steps are not enough")
