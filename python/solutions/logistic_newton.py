"""Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md"""

import numpy as np

from cholesky_solve import cholesky_solve
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
    v, penalty = np.zeros(p + 1), np.diag([lam] * p + [not fit_intercept])

    def value(v):
        return logistic_value_grad(X, y, v[:p], v[p], lam)

    for k in range(max_iter + 1):
        J, gw, gb = value(v)
        g = np.append(gw, gb * fit_intercept)
        # σ′ = σ(1 − σ), so the loss has the Hessian Dᵀdiag(σ(1 − σ))D/n
        s = sigmoid(D @ v)
        try:
            d = cholesky_solve((D.T * (s * (1 - s))) @ D / n + penalty, g)
        except NotPositiveDefinite as refusal:
            raise RankDeficient(f"H is singular: {refusal}") from refusal
        # where every (2yᵢ − 1)zᵢ grows along −d, the loss falls for ever
        growth = (1 - 2 * y) * (D @ d)
        if one_class or (lam == 0 and growth.min() > -1e-6 * growth.max()):
            raise NoFiniteOptimum(f"J falls for ever, as seen at step {k}")
        # J(v − d) ≈ J − gᵀd + ½dᵀHd = J − gain, and the slope along −d is −2 gain
        gain, t = g @ d / 2, 1.0
        if gain <= tol:
            return v[:p], v[p], k, J
        # J is known to εJ only, so it cannot judge a step that promises less
        while gain > 1e-9 * (1 + J) and value(v - t * d)[0] > J - 2e-4 * t * gain:
            t /= 2
        v -= t * d
    raise NotConverged(f"{max_iter} steps are not enough")
