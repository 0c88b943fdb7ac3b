"""The data choose the penalty: type-II maximum likelihood — shared_tests/katas/evidence_maximization/README.md"""

import numpy as np

from jacobi_svd import svd
from matrix_products import dot
from refusals import InvalidParameter, NoFiniteOptimum


def _coordinates(X, y):
    # X = U diag(s) Vᵀ, or Xᵀ = V diag(s) Uᵀ; c = Uᵀy, and the rest of y is outside
    if len(X) < X.shape[1]:
        V, s, U, _ = svd(X.T)
    else:
        U, s, V, _ = svd(X)
    c = U.T @ y
    rest = y - U @ c
    return V, s, c, dot(rest, rest)


def _log_density(n, d, c, rest, alpha, beta):
    # along uⱼ the variance of y is 1/β + dⱼ/α, elsewhere 1/β
    noise = alpha / (alpha + beta * d)
    logs = n * np.log(beta / (2 * np.pi)) - np.log1p(beta * d / alpha).sum()
    return (logs - beta * (rest + dot(noise, c**2))) / 2


def log_evidence(X, y, alpha, beta):
    """L = ln N(y; 0, I/β + XXᵀ/α), of y = Xw + ε, w ~ N(0, I/α), ε ~ N(0, I/β)"""
    if min(alpha, beta) <= 0:
        raise InvalidParameter(f"alpha {alpha:g} and beta {beta:g} must be positive")
    _, s, c, rest = _coordinates(X, y)
    return _log_density(len(y), s**2, c, rest, alpha, beta)


def evidence_fit(X, y, alpha0, beta0, iters):
    """γ = Σ βdⱼ/(βdⱼ + α), α ← γ/‖m‖², β ← (n − γ)/‖y − Xm‖², d = eig XᵀX"""
    if min(alpha0, beta0) <= 0 or iters < 0:
        raise InvalidParameter(f"alpha0 {alpha0:g}, beta0 {beta0:g}, iters {iters}")
    V, s, c, rest = _coordinates(X, y)
    n, d, alpha, beta, gamma = len(y), s**2, alpha0, beta0, 0.0
    history = [_log_density(n, d, c, rest, alpha, beta)]
    for _ in range(iters):
        # along uⱼ the fit takes this share of cⱼ for signal, leaves that for noise
        signal, noise = beta * d / (alpha + beta * d), alpha / (alpha + beta * d)
        fit, sse = np.sum((signal * c) ** 2), rest + np.sum((noise * c) ** 2)
        if min(fit, sse) <= 1e-20 * dot(y, y):
            raise NoFiniteOptimum(f"‖Xm‖² = {fit:.3g} and ‖y − Xm‖² = {sse:.3g}")
        # n − γ without a difference of near numbers
        gamma, free = signal.sum(), n - len(d) + noise.sum()
        a = beta * s * c / (alpha + beta * d)
        alpha, beta = gamma / dot(a, a), free / sse
        history.append(_log_density(n, d, c, rest, alpha, beta))
    m = V @ (beta * s * c / (alpha + beta * d))
    return alpha, beta, m, gamma, np.array(history)
