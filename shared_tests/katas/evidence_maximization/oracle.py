"""In the p coefficients, with 50 digits: no singular values, but A = αI + βXᵀX and its inverse."""

from types import SimpleNamespace

import mpmath
import numpy as np

from dojo.spec import kata
from dojo.spec.certificates import stationary
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NoFiniteOptimum, Refusal, after
from dojo.spec.well_posed import path_is_stable, unless_refused

SHARE = 1e-20  # of ‖y‖²: less than this is no fit, or no residual

# ------------------------------------------------------------------ the truth


def log_evidence(X, y, alpha, beta):
    check(X, y, alpha, beta)
    return float(climb(X, y, alpha, beta, 0)[0].L)


def evidence_fit(X, y, alpha0, beta0, iters):
    check(X, y, alpha0, beta0, iters)
    path = climb(X, y, alpha0, beta0, iters)
    last, gamma = path[-1], path[-2].gamma if iters else 0
    history, m = np.array([float(at.L) for at in path]), np.array(list(last.m), float)
    return float(last.alpha), float(last.beta), m, float(gamma), history


def point(n, G, b, yy, alpha, beta):
    """m, γ, ‖m‖², ‖Xm‖², ‖y − Xm‖² and L by their definitions, from G = XᵀX and b = Xᵀy; A = αI + βG."""
    p = G.rows
    A = alpha * mpmath.eye(p) + beta * G
    inverse = A**-1
    m = beta * (inverse * b)
    mm, fit = mpmath.fdot(m, m), mpmath.fdot(m, G * m)
    sse = yy - 2 * mpmath.fdot(m, b) + fit
    gamma = p - alpha * sum(inverse[j, j] for j in range(p))
    logs = p * mpmath.log(alpha) + n * mpmath.log(beta / (2 * mpmath.pi))
    L = (logs - beta * sse - alpha * mm - mpmath.log(mpmath.det(A))) / 2
    found = {"m": m, "gamma": gamma, "mm": mm, "fit": fit, "sse": sse, "L": L}
    return SimpleNamespace(alpha=alpha, beta=beta, **found)


@mpmath.workdps(50)
def climb(X, y, alpha0, beta0, iters, share=SHARE):
    """The points of the path."""
    n, X, y = len(y), mpmath.matrix(X.tolist()), mpmath.matrix(y.tolist())
    data = n, X.T * X, X.T * y, mpmath.fdot(y, y)
    path = [point(*data, mpmath.mpf(alpha0), mpmath.mpf(beta0))]
    for _ in range(iters):
        at = path[-1]
        refuse(at.fit, at.sse, share * data[-1])
        path.append(point(*data, at.gamma / at.mm, (n - at.gamma) / at.sse))
    return path


def refuse(fit, sse, least):
    if min(fit, sse) <= least:
        raise NoFiniteOptimum("nothing is fitted, or nothing is left")


def check(X, y, alpha, beta, iters=0):
    if min(alpha, beta) <= 0 or iters < 0:
        raise InvalidParameter(f"alpha is {alpha}, beta is {beta}, iters is {iters}")


# ------------------------------------------------------------------ what the draws are made of


def model(rng, n, p, beta=2.0, scales=1.0):
    """Coefficients and noise from the model itself, α = 1."""
    X = decimals(rng.uniform(-2, 2, (n, p)) * scales)
    y = decimals(X @ rng.standard_normal(p) + beta**-0.5 * rng.standard_normal(n))
    return {"X": X, "y": y}


# ------------------------------------------------------------------ certificates


def certify(X, y, alpha0, beta0, iters, alpha, beta, m, gamma, history):
    """m is the posterior mean; after 30 steps α‖m‖² = γ and β‖y − Xm‖² = n − γ, where the evidence is stationary."""
    r = y - X @ m
    if fault := stationary(beta * X.T @ r - alpha * m, beta * X.T @ y):
        return fault
    off = max(abs(alpha * m @ m - gamma), abs(beta * r @ r - len(y) + gamma))
    if iters < 30 or off < 1e-7 * len(y):
        return ""
    return f"α‖m‖² − γ or β‖y − Xm‖² − n + γ is {off:.2g}: no maximum of the evidence."


CERTIFICATES = {"evidence_fit": certify}


def well_posed(*inputs):
    """No path ends for one program and not for another."""
    ended = []
    for share in (1e-26, 1e-15):
        try:
            climb(*inputs, share)
        except Refusal:
            ended.append(share)
    if len(ended) == 1:
        return "a share of ‖y‖² is near 1e-20"
    return path_is_stable("evidence_fit", tau=1e-8)(*inputs)


WELL_POSED = {"evidence_fit": unless_refused(check, well_posed)}

# ------------------------------------------------------------------ other valid ways

ridge = kata("ridge").oracle


def by_cholesky(X, y, alpha, beta):
    """½ ln|A| from the diagonal of a Cholesky factor."""
    n, p = X.shape
    L = np.linalg.cholesky(alpha * np.eye(p) + beta * X.T @ X)
    m = np.linalg.solve(L @ L.T, beta * X.T @ y)
    losses = beta * np.sum((y - X @ m) ** 2) + alpha * m @ m
    logs = p * np.log(alpha) + n * np.log(beta / 2 / np.pi)
    return (logs - losses) / 2 - np.log(np.diag(L)).sum()


def in_the_rows(X, y, alpha, beta):
    """ln N(y; 0, S) with the n×n covariance S."""
    S = np.eye(len(y)) / beta + X @ X.T / alpha
    return -(np.linalg.slogdet(2 * np.pi * S)[1] + y @ np.linalg.solve(S, y)) / 2


def stepwise(density, mean):
    """The updates, with a mean and a density of its own for every step."""

    def fit(X, y, alpha, beta, iters):
        gamma, history = 0.0, [density(X, y, alpha, beta)]
        d = np.maximum(np.linalg.eigvalsh(X.T @ X), 0)
        for _ in range(iters):
            m = mean(X, y, alpha / beta)
            r = y - X @ m
            refuse(np.sum((X @ m) ** 2), r @ r, SHARE * (y @ y))
            gamma = np.sum(beta * d / (beta * d + alpha))
            alpha, beta = gamma / (m @ m), (len(y) - gamma) / (r @ r)
            history.append(density(X, y, alpha, beta))
        return alpha, beta, mean(X, y, alpha / beta), gamma, np.array(history)

    return after(check, fit)


ALTERNATIVES = {
    "log_evidence": {
        "the determinant of the precision": after(check, by_cholesky),
        "the density of y": after(check, in_the_rows),
    },
    "evidence_fit": {
        "a system of p equations in every step": stepwise(by_cholesky, ridge.primal),
        "singular values in every step": stepwise(in_the_rows, ridge.by_svd),
    },
}
