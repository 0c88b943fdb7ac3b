"""The information form over the rationals: S₀⁻¹ + βXᵀX is inverted, and no root is taken."""

import numpy as np
import scipy.linalg

from dojo.spec import rational
from dojo.spec.certificates import reconstructs, symmetric
from dojo.spec.designs import decimals, with_target
from dojo.spec.refusals import InvalidParameter, NotPositiveDefinite, after

# ------------------------------------------------------------------ the truth


def posterior(X, y, m0, S0, beta):
    check(X, y, m0, S0, beta)
    X, y, m0, S0, beta = map(rational.exact, (X, y, m0, S0, beta))
    K, G, Xt = inverse(S0), rational.gram(X), rational.transpose(X)
    A = [
        [k + beta * g for k, g in zip(*rows, strict=True)]
        for rows in zip(K, G, strict=True)
    ]
    prior, data = rational.matvec(K, m0), rational.matvec(Xt, y)
    b = [a + beta * c for a, c in zip(prior, data, strict=True)]
    return rational.rounded(rational.solve(A, b)), rational.rounded(inverse(A))


def inverse(A):
    """A⁻¹ of a symmetric A, column by column."""
    return [rational.solve(A, e) for e in rational.exact(np.eye(len(A)))]


def predictive(Xs, mN, SN, beta):
    check_precision(beta)
    Xs, mN, SN, beta = map(rational.exact, (Xs, mN, SN, beta))
    var = [1 / beta + rational.dot(x, rational.matvec(SN, x)) for x in Xs]
    return rational.rounded(rational.matvec(Xs, mN)), rational.rounded(var)


def check_precision(*inputs):
    if inputs[-1] <= 0:
        raise InvalidParameter(f"beta is {inputs[-1]}")


def check(X, y, m0, S0, beta):
    check_precision(beta)
    if min(rational.pivot_ratios(rational.exact(S0))) <= rational.RANK:
        raise NotPositiveDefinite("a pivot of the prior covariance is not positive")


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, X, beta, prior=1.0, correlated=False):
    """A prior whose deviations are about `prior`, and noise of the variance 1/β."""
    p = X.shape[1]
    C = decimals(rng.uniform(-1, 1, (p, p))) if correlated else np.zeros((p, p))
    S0 = decimals(prior * np.eye(p) @ (C @ C.T + np.eye(p)) * prior, 14)
    m0 = decimals(prior * rng.uniform(-1, 1, p), 10)
    drawn = with_target(rng, X, noise=beta**-0.5)
    return drawn | {"m0": m0, "S0": S0, "beta": beta}


def points(rng, m, p, beta, far=1.0):
    """Points about the origin or far from it, and a covariance."""
    C = decimals(rng.uniform(-1, 1, (p, p)), 2)
    Xs, mN = decimals(far * rng.uniform(-3, 3, (m, p))), decimals(rng.uniform(-3, 3, p))
    return {"Xs": Xs, "mN": mN, "SN": decimals(C @ C.T, 4), "beta": beta}


SCALES = 10.0 ** np.array([0, -3, 3, -2])

# ------------------------------------------------------------------ certificates


def certify(X, y, m0, S0, beta, mN, SN):
    """S₀ = SN + βS₀XᵀX SN and mN − m₀ = βS₀Xᵀ(y − X mN), where nothing is inverted; units of the prior."""
    d = np.sqrt(np.diag(S0))
    X, m, S0, SN = X * d, mN / d, S0 / np.outer(d, d), SN / np.outer(d, d)
    gain = beta * np.abs(S0) @ np.abs(X.T)
    off = np.max(np.abs(m - m0 / d - beta * S0 @ X.T @ (y - X @ m)))
    if off > 1e-9 * np.max(gain @ (np.abs(y) + np.abs(X) @ np.abs(m)) + np.abs(m)):
        return f"mN − m₀ differs from βS₀Xᵀ(y − X mN) by {off:.3g} deviations of the prior."
    back, tau = SN + beta * S0 @ X.T @ (X @ SN), 1e-9 + 1e-9 * np.max(gain @ np.abs(X))
    return symmetric("SN", SN, 1e-9) or reconstructs(
        "S₀", S0, "SN + βS₀XᵀX SN", back, tau
    )


def no_less_than_the_noise(Xs, mN, SN, beta, mean, var):
    """A prediction cannot be surer than the noise lets it."""
    low = np.min(var) * beta - 1
    return f"a variance is {low:.2g} of 1/β below 1/β." if low < -1e-9 else ""


CERTIFICATES = {"posterior": certify, "predictive": no_less_than_the_noise}


def well_posed(X, y, m0, S0, beta):
    """Nobody can take the prior covariance for another kind of matrix than it is."""
    return rational.near_the_rank_test(rational.exact(S0)) if beta > 0 else ""


WELL_POSED = {"posterior": well_posed}

# ------------------------------------------------------------------ other valid ways


def by_svd(X, y, m0, S0, beta):
    """In the basis of the right singular vectors of √βXL the precision is diag(1 + s²)."""
    L, k = np.linalg.cholesky(S0), min(X.shape)
    U, s, Vt = np.linalg.svd(np.sqrt(beta) * X @ L)
    s = np.append(s, np.zeros(len(m0) - k))
    c = np.append((U.T @ (y - X @ m0))[:k], np.zeros(len(m0) - k))
    T = L @ Vt.T / np.sqrt(1 + s**2)
    return m0 + T @ (np.sqrt(beta) * c * s / np.sqrt(1 + s**2)), T @ T.T


def row_by_row(X, y, m0, S0, beta):
    """Potter's square root of the covariance: the posterior of one row is the prior of the next."""
    m, L = m0, np.linalg.cholesky(S0)
    for x, target in zip(X, y, strict=True):
        f = L.T @ x
        c = 1 / beta + f @ f
        m = m + L @ f * ((target - x @ m) / c)
        L = L - np.outer(L @ f, f) / (c + np.sqrt(c / beta))
    return m, L @ L.T


def stacked(X, y, m0, S0, beta):
    """Least squares of √β(y − Xw) and L⁻¹(m₀ − w), whose Gram matrix is the precision."""
    L = np.linalg.cholesky(S0)
    white = np.linalg.solve(L, np.column_stack([np.eye(len(L)), m0]))
    A = np.vstack([np.sqrt(beta) * X, white[:, :-1]])
    Q, R = np.linalg.qr(A)
    S = scipy.linalg.solve_triangular(R, np.eye(len(R)))
    return S @ (Q.T @ np.append(np.sqrt(beta) * y, white[:, -1])), S @ S.T


def whole_covariance(Xs, mN, SN, beta):
    """The diagonal of the joint covariance of all points."""
    return (Xs * mN).sum(axis=1), np.diag(np.eye(len(Xs)) / beta + Xs @ SN @ Xs.T)


ALTERNATIVES = {
    "posterior": {
        "singular values": after(check, by_svd),
        "one row after another": after(check, row_by_row),
        "least squares with the prior as rows": after(check, stacked),
    },
    "predictive": {"the joint covariance": after(check_precision, whole_covariance)},
}
