"""The path with 50 digits, by the inverse of every worker's matrix and by multipliers ρu that are not scaled."""

from itertools import pairwise

import mpmath
import numpy as np

from dojo.spec import kata, rational
from dojo.spec.certificates import l1_stationary, reconstructs, triangular
from dojo.spec.designs import decimals, regression, uniform
from dojo.spec.refusals import InvalidParameter, Refusal, after
from dojo.spec.well_posed import path_is_stable

lasso = kata("lasso_coordinate_descent").oracle

# ------------------------------------------------------------------ the truth


def admm_factor(X, y, total, rho):
    check_factor(X, y, total, rho)
    with mpmath.workdps(50):
        A, c = matrices(X, y, total, rho)
        return np.array(mpmath.cholesky(A).tolist(), float), np.array(list(c), float)


def matrices(X, y, total, rho):
    """XᵀX/total + ρI and Xᵀy/total."""
    X, y = mpmath.matrix(X.tolist()), mpmath.matrix(y.tolist())
    return X.T * X / total + mpmath.mpf(rho) * mpmath.eye(X.cols), X.T * y / total


def check_factor(X, y, total, rho):
    if total < len(y) or rho <= 0:
        raise InvalidParameter(f"total is {total}, rho {rho}")


def admm_local(L, c, v, rho):
    check_local(L, c, v, rho)
    L, c, v = map(rational.exact, (L, c, v))
    A = rational.gram(rational.transpose(L))
    rho = rational.exact(rho)
    b = [a + rho * d for a, d in zip(c, v, strict=True)]
    return rational.rounded(rational.solve(A, b))


def check_local(L, c, v, rho):
    if rho <= 0:
        raise InvalidParameter(f"rho is {rho}")


def admm_lasso(*inputs):
    return path(*inputs)[:3]


def path(X, y, offsets, lam, rho, iters):
    """z, both residuals, and the pairs that thresholds have compared."""
    check(X, y, offsets, lam, rho, iters)
    with mpmath.workdps(50):
        n, p = X.shape
        parts = [slice(*ends) for ends in pairwise(offsets)]
        systems = [matrices(X[k], y[k], n, rho) for k in parts]
        workers = [(A**-1, c) for A, c in systems]
        N, rho, t = len(parts), mpmath.mpf(rho), mpmath.mpf(lam) / (len(parts) * rho)
        z, M = mpmath.zeros(p, 1), [mpmath.zeros(p, 1)] * N
        primal, dual, compared = [], [], []
        for _ in range(iters):
            x = [H * (c + rho * z - m) for (H, c), m in zip(workers, M, strict=True)]
            v = sum(x, mpmath.zeros(p, 1)) / N + sum(M, mpmath.zeros(p, 1)) / (rho * N)
            compared += [(abs(a), t) for a in v]
            last, z = z, mpmath.matrix([a - max(-t, min(a, t)) for a in v])
            M = [m + rho * (a - z) for m, a in zip(M, x, strict=True)]
            primal.append(mpmath.sqrt(sum(mpmath.norm(a - z) ** 2 for a in x)))
            dual.append(rho * mpmath.sqrt(N) * mpmath.norm(z - last))
        z, primal, dual = (np.array(list(each), float) for each in (z, primal, dual))
        return z, primal, dual, compared


def check(X, y, offsets, lam, rho, iters):
    if lam < 0 or rho <= 0 or iters < 1:
        raise InvalidParameter(f"lam, rho, iters are {lam}, {rho}, {iters}")
    whole = len(offsets) > 1 and offsets[0] == 0 and offsets[-1] == len(y)
    if not whole or np.diff(offsets).min() < 1:
        raise InvalidParameter(f"offsets are {offsets}")


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, workers, share, rho, iters, scales=1.0):
    """λ is a share of λmax; workers of random sizes. Every third weight is 0."""
    X = regression(rng, n, p, scales=scales)["X"]
    w = rng.uniform(2, 4, p) * (np.arange(p) % 3 != 1) / scales
    y = decimals(X @ w + rng.uniform(-1, 1, n))
    cuts = np.sort(rng.choice(np.arange(1, n), workers - 1, replace=False))
    lam = float(f"{share * np.abs(X.T @ y).max() / n:.3g}")
    drawn = {"X": X, "y": y, "offsets": np.concatenate([[0], cuts, [n]]), "lam": lam}
    return drawn | {"rho": rho, "iters": iters}


def factor(rng, p):
    """A lower triangle with a positive diagonal, and two vectors."""
    L = np.tril(uniform(rng, p, p), -1) + np.diag(decimals(rng.uniform(1, 3, p)))
    return {"L": L, "c": uniform(rng, p), "v": uniform(rng, p)}


# ------------------------------------------------------------------ certificates


def certify_factor(X, y, total, rho, L, c):
    A = X.T @ X / total + rho * np.eye(len(c))
    return triangular("L", L) or reconstructs("XᵀX/total + ρI", A, "LLᵀ", L @ L.T)


def certify(X, y, offsets, lam, rho, iters, z, primal, dual):
    """The squares of the residuals add up to no more than the distance V at the start, which each of them shortens;
    and once they are gone, z is the lasso's minimum."""
    if lam == 0:
        return ""
    w = lasso.coordinate_descent(X, y, lam, 0, 1e-12, 10_000)[0]
    slopes = [X[a:b].T @ (X[a:b] @ w - y[a:b]) / len(y) for a, b in pairwise(offsets)]
    V = np.sum(np.square(slopes)) / rho**2 + len(slopes) * (w @ w)
    if (total := primal @ primal + dual @ dual / rho**2) > (1 + 1e-6) * V:
        return f"the squares of the residuals add up to {total:.6g}, more than {V:.6g}."
    arrived = max(primal[-1], dual[-1]) <= 1e-10 * max(primal[0], dual[0])
    return l1_stationary(z, X.T @ (X @ z - y) / len(y), lam) if arrived else ""


CERTIFICATES = {"admm_factor": certify_factor, "admm_lasso": certify}


def well_posed(*inputs):
    """Float64 agrees with 50 digits, and no threshold is met by a hair: exactly, or not nearly."""
    try:
        compared = path(*inputs)[3]
    except Refusal:
        return ""
    if any(0 < abs(v - t) < 1e-6 * max(v, t) for v, t in compared):
        return "a weight comes too near to its threshold"
    return path_is_stable("admm_lasso")(*inputs)


WELL_POSED = {"admm_lasso": well_posed}

# ------------------------------------------------------------------ other valid ways


def consensus(local, backwards=False):
    """In float64; `local(X, y, n, rho)` is a function from v to x."""

    def program(X, y, offsets, lam, rho, iters):
        ends = [*pairwise(offsets)][:: -1 if backwards else 1]
        workers = [local(X[a:b], y[a:b], len(y), rho) for a, b in ends]
        z, U, N = np.zeros(X.shape[1]), np.zeros((len(ends), X.shape[1])), len(ends)
        residuals = []
        for _ in range(iters):
            x = np.array([f(z - u) for f, u in zip(workers, U, strict=True)])
            last, z = z, lasso.soft((x + U).sum(axis=0) / N, lam / rho / N)
            U = U + (x - z)
            sizes = np.linalg.norm(x - z), rho * N**0.5 * np.linalg.norm(z - last)
            residuals.append(sizes)
        return z, *np.array(residuals).T

    return after(check, program)


def by_inverse(X, y, n, rho):
    H = np.linalg.inv(X.T @ X / n + rho * np.eye(X.shape[1]))
    return lambda v: H @ (X.T @ y / n + rho * v)


def by_rows(X, y, n, rho):
    """(XᵀX/n + ρI)⁻¹ = (I − Xᵀ(XXᵀ + nρI)⁻¹X)/ρ: a system as large as the worker has rows."""
    K = X @ X.T + n * rho * np.eye(len(y))

    def local(v):
        b = X.T @ y / n + rho * v
        return (b - X.T @ np.linalg.solve(K, X @ b)) / rho

    return local


def by_least_squares(X, y, n, rho):
    """‖[X/√n; √ρ I]x − [y/√n; √ρ v]‖² is least."""
    A = np.vstack([X / np.sqrt(n), np.sqrt(rho) * np.eye(X.shape[1])])
    pinv = np.linalg.pinv(A)
    return lambda v: pinv @ np.append(y / np.sqrt(n), np.sqrt(rho) * v)


def factor_by_qr(X, y, total, rho):
    """[X/√total; √ρ I] = QR, so that L is Rᵀ but for its signs."""
    A = np.vstack([X / np.sqrt(total), np.sqrt(rho) * np.eye(X.shape[1])])
    R = np.linalg.qr(A, mode="r")
    return R.T * np.sign(R.diagonal()), y @ X / total


def by_inverse_of_L(L, c, v, rho):
    B = np.linalg.inv(L)
    return B.T @ (B @ (c + rho * v))


def by_the_matrix(L, c, v, rho):
    return np.linalg.solve(L @ L.T, c + rho * v)


ALTERNATIVES = {
    "admm_factor": {"by QR": after(check_factor, factor_by_qr)},
    "admm_local": {
        "by the matrix itself": after(check_local, by_the_matrix),
        "by the inverse of L": after(check_local, by_inverse_of_L),
    },
    "admm_lasso": {
        "by the inverse": consensus(by_inverse),
        "by rows": consensus(by_rows),
        "by least squares": consensus(by_least_squares),
        "the last worker first": consensus(by_inverse, backwards=True),
    },
}
