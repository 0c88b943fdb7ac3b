"""Over the rationals, a system for every λ; where λ = 0, from independent columns alone."""

from fractions import Fraction

import numpy as np

from dojo.spec import kata, rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, after

ridge = kata("ridge").oracle

# ------------------------------------------------------------------ the truth


def ridge_path(X, y, lambdas, fit_intercept):
    check(X, y, lambdas, fit_intercept)
    Xc, yc, x_mean, y_mean = ridge.exact_centred(X, y, fit_intercept)
    G, c = rational.gram(Xc), rational.matvec(rational.transpose(Xc), yc)
    path = [at(G, c, len(y) * Fraction(lam)) for lam in lambdas.tolist()]
    W, df = zip(*path, strict=True)
    b = [y_mean - rational.dot(x_mean, w) for w in W]
    return tuple(map(rational.rounded, (W, b, df)))


def at(G, c, nlam):
    """w and the trace of X(XᵀX + nλI)⁻¹Xᵀ."""
    if nlam == 0:
        return least_norm(G, c)
    A = ridge.plus_diagonal(G, nlam)
    trace = sum(rational.solve(A, column)[j] for j, column in enumerate(G))
    return rational.solve(A, c), trace


def least_norm(G, c):
    """The shortest least-squares solution, and the rank: X = BC with independent columns B of X,
    so that w = Cᵀ(CCᵀ)⁻¹v with BᵀB v = Bᵀy."""
    kept = independent(G)
    if not kept:
        return [Fraction(0)] * len(c), Fraction(0)
    B = [[G[i][j] for j in kept] for i in kept]
    Ct = [rational.solve(B, [row[i] for i in kept]) for row in G]
    v = rational.solve(B, [c[i] for i in kept])
    C = rational.transpose(Ct)
    return rational.matvec(Ct, rational.solve(rational.gram(Ct), v)), Fraction(len(C))


def independent(G):
    """The columns that are no combinations of those before them, to more than rounding."""
    kept: list[int] = []
    for j in range(len(G)):
        columns = [*kept, j]
        ratios = rational.pivot_ratios([[G[a][b] for b in columns] for a in columns])
        if ratios[-1] > rational.QR_RANK:
            kept = columns
    return kept


def check(X, y, lambdas, fit_intercept):
    if min(lambdas) < 0:
        raise InvalidParameter("a lambda is negative")


# ------------------------------------------------------------------ what the draws are made of


def path(rng, n, p, lambdas, fit_intercept=1, scales=1.0, offsets=0.0):
    drawn = ridge.problem(rng, n, p, 0.0, fit_intercept, scales, offsets)
    return drawn | {"lambdas": np.array(lambdas, float)}


def dependent(rng, n, lambdas):
    """The last of four columns is the sum of two others, far from 0."""
    drawn = path(rng, n, 4, lambdas, offsets=1000.0)
    X = drawn["X"]
    X[:, 3] = decimals(X[:, 0] + X[:, 1])
    return drawn | {"X": X}


# ------------------------------------------------------------------ certificates


def certify(X, y, lambdas, fit_intercept, W, b, df):
    """Every row is a minimum: Xcᵀ(y − b − Xw) = nλw; df falls as λ grows, from the rank on."""
    Xc, yc, x_mean, y_mean = ridge.centred(X, y, fit_intercept)
    for lam, w, bk in zip(lambdas, W, b, strict=True):
        gap = np.abs(Xc.T @ (yc - Xc @ w) - len(y) * lam * w)
        scale = np.abs(Xc).T @ (np.abs(yc) + np.abs(Xc) @ np.abs(w))
        if np.any(gap > 1e-9 * scale + 1e-12 * np.max(scale)):
            return (
                f"Xᵀ(y − b − Xw) is not nλw for λ = {lam:g}: off by {np.max(gap):.3g}."
            )
        if abs(bk - y_mean + x_mean @ w) > 1e-9 * (
            abs(y_mean) + np.abs(x_mean) @ np.abs(w)
        ):
            return f"b is not ȳ − x̄ᵀw for λ = {lam:g}."
    falling = df[np.argsort(lambdas, kind="stable")]
    if np.any(np.diff(falling) > 1e-9) or not -1e-9 < falling[-1] < min(X.shape) + 1e-9:
        return "df must fall as λ grows, and lie between 0 and the rank."
    return ""


CERTIFICATES = {"ridge_path": certify}


def well_posed(X, y, lambdas, fit_intercept):
    """No direction is so weak that two correct programs may disagree about it."""
    s = np.linalg.svd(ridge.centred(X, y, fit_intercept)[0], compute_uv=False)
    weak = [x / s[0] for x in s if 2e-13 * s[0] < x < 1e-9 * s[0]]
    return f"a singular value is {weak[0]:.1e} of the largest" if weak else ""


WELL_POSED = {"ridge_path": well_posed}

# ------------------------------------------------------------------ other valid ways


def each(solve):
    """For every λ the w and df that solve(Xc, yc, nλ) finds."""

    def program(X, y, lambdas, fit_intercept):
        Xc, yc, x_mean, y_mean = ridge.centred(X, y, fit_intercept)
        found = [solve(Xc, yc, len(y) * lam) for lam in lambdas]
        W, df = (np.array(values) for values in zip(*found, strict=True))
        return W, y_mean - W @ x_mean, df

    return after(check, program)


def by_hat_matrix(X, y, c):
    """H = X(XᵀX + cI)⁺Xᵀ and its trace."""
    P = np.linalg.pinv(np.vstack([X, np.sqrt(c) * np.eye(X.shape[1])]), 1e-12)
    P = P[:, : len(X)]
    return P @ y, np.trace(X @ P)


def by_eigenvalues(X, y, c):
    """In the basis of the eigenvectors of the smaller of XᵀX and XXᵀ, as singular values of it."""
    U, s, Vt = np.linalg.svd(X.T @ X if len(X) >= X.shape[1] else X @ X.T)
    kept = s > 1e-12 * s[0] if s[0] else s > 0
    inverse = (Vt[kept].T / (s[kept] + c)) @ U[:, kept].T
    df = np.sum(s[kept] / (s[kept] + c))
    return (inverse @ X.T @ y if len(X) >= X.shape[1] else X.T @ inverse @ y), df


ALTERNATIVES = {
    "ridge_path": {
        "a pseudo-inverse for every λ": each(by_hat_matrix),
        "eigenvalues of the smaller Gram matrix": each(by_eigenvalues),
    },
}
