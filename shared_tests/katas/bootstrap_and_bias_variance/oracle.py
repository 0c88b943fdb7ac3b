"""Every fit over the rationals; means, spreads and quantiles exactly, rounded once."""

from fractions import Fraction

import numpy as np

from dojo.spec import kata, rational
from dojo.spec.designs import decimals, with_target
from dojo.spec.refusals import InvalidParameter, after

plain = kata("ols_normal_equations").oracle

# ------------------------------------------------------------------ the truth


def bootstrap_ols(X, y, indices, level):
    refuse(X, y, indices, level)
    A, t, n = rational.exact(X), rational.exact(y), len(y)
    resamples = indices.reshape(-1, n).tolist()
    W = [
        rational.least_squares([A[i] for i in r], [t[i] for i in r]) for r in resamples
    ]
    columns = [sorted(column) for column in rational.transpose(W)]
    ends = [
        [quantile(c, (1 + s * Fraction(level)) / 2) for c in columns] for s in (-1, 1)
    ]
    se = [float(rational.root(variance(c))) for c in columns]
    return (
        np.array([rational.rounded(w) for w in W]),
        np.array(se),
        *map(rational.rounded, ends),
    )


def variance(values):
    mean = sum(values) / len(values)
    return sum((v - mean) ** 2 for v in values) / (len(values) - 1)


def quantile(values, q):
    """Of sorted values, at the place q(B − 1) counted from 0."""
    k = min(int(q * (len(values) - 1)), len(values) - 2)
    t = q * (len(values) - 1) - k
    return (1 - t) * values[k] + t * values[k + 1]


def bias_variance(X, f, Y):
    rational.refuse_dependent(X, rational.RANK)
    A, f = rational.exact(X), rational.exact(f)
    fits = [
        rational.matvec(A, rational.least_squares(A, y))
        for y in rational.transpose(rational.exact(Y))
    ]
    rows = rational.transpose(fits)
    means = [sum(row) / len(row) for row in rows]
    off = [(m - t) ** 2 for m, t in zip(means, f, strict=True)]
    spread = [(v - m) ** 2 for row, m in zip(rows, means, strict=True) for v in row]
    error = [(v - t) ** 2 for row, t in zip(rows, f, strict=True) for v in row]
    return tuple(float(sum(s) / len(s)) for s in (off, spread, error))


def refuse(X, y, indices, level):
    n, m = len(y), len(indices)
    if m < 2 * n or m % n or min(indices) < 0 or max(indices) >= n or not 0 < level < 1:
        raise InvalidParameter(
            "an index, their number or the level is not as it must be"
        )
    for rows in indices.reshape(-1, n):
        rational.refuse_dependent(X[rows], rational.RANK)


# ------------------------------------------------------------------ what the draws are made of


def resampled(rng, X, B):
    """X and a target, and B resamples with at least p + 2 different rows each."""
    n, p = X.shape
    found = []
    while len(found) < B:
        rows = rng.randint(0, n, n)
        if len(set(rows)) > p + 1:
            found.append(rows)
    return with_target(rng, X) | {"indices": np.concatenate(found)}


def repeated(rng, X, R, bend=0.0):
    """An f of the columns, bent or not, and R times f with noise."""
    f = decimals(X @ rng.uniform(-2, 2, X.shape[1]) + bend * np.cos(2 * X[:, -1]))
    return {"X": X, "f": f, "Y": decimals(f[:, None] + rng.normal(0, 1, (len(X), R)))}


# ------------------------------------------------------------------ certificates, well-posedness


def certify_bounds(X, y, indices, level, W, se, lower, upper):
    """Each row of W fits its resample; the bounds lie between its least and its largest entries."""
    for w, rows in zip(W, indices.reshape(-1, len(y)), strict=True):
        if wrong := plain.CERTIFICATES["ols"](X[rows], y[rows], w):
            return wrong
    room = 1e-9 * np.abs(W).max(axis=0)
    inside = (W.min(axis=0) - room <= lower) & (upper <= W.max(axis=0) + room)
    if not np.all(inside & (lower <= upper + room)):
        return "an interval does not lie within the range of its column of W."
    return "" if np.all(se >= 0) else "a standard error is negative."


def certify_sum(X, f, Y, bias2, variance, total):
    if abs(total - bias2 - variance) <= 1e-12 * total:
        return ""
    return f"bias2 + variance is {bias2 + variance:.17g}, and total is {total:.17g}."


CERTIFICATES = {"bootstrap_ols": certify_bounds, "bias_variance": certify_sum}


def no_resample_is_nearly_dependent(X, y, indices, level):
    n = len(y)
    if len(indices) % n or min(indices) < 0 or max(indices) >= n:
        return ""
    wrong = (rational.nearly_dependent(X[rows]) for rows in indices.reshape(-1, n))
    return next(filter(None, wrong), "")


WELL_POSED = {
    "bootstrap_ols": no_resample_is_nearly_dependent,
    "bias_variance": lambda X, f, Y: rational.nearly_dependent(X),
}

# ------------------------------------------------------------------ other valid ways


def resampled_by(solve):
    """The fits by another way to do least squares, the quantiles by numpy."""

    def program(X, y, indices, level):
        W = np.array([solve(X[r], y[r]) for r in indices.reshape(-1, len(y))])
        lower, upper = np.quantile(W, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return W, W.std(axis=0, ddof=1), lower, upper

    return program


def with_counts(X, y, indices, level):
    """A resample is a weighting of the rows by how often they occur: no row is copied."""
    n, W = len(y), []
    for rows in indices.reshape(-1, n):
        v = np.bincount(rows, minlength=n)
        W.append(plain.definite_solve(X.T @ (v[:, None] * X), X.T @ (v * y)))
    W = np.array(W)
    lower, upper = np.quantile(W, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return (
        W,
        np.sqrt(np.mean((W - W.mean(axis=0)) ** 2, axis=0) * len(W) / (len(W) - 1)),
        lower,
        upper,
    )


def with_the_hat(X, f, Y):
    """F = HY with H = QQᵀ, and total as the sum of the two others."""
    rational.refuse_dependent(X, rational.RANK)
    Q = np.linalg.qr(X)[0]
    F = Q @ (Q.T @ Y)
    bias2, spread = np.mean((F.mean(axis=1) - f) ** 2), np.mean(F.var(axis=1))
    return bias2, spread, bias2 + spread


def from_the_mean(X, f, Y):
    """F̄ is the fit of Ȳ: all fits are linear in Y."""
    rational.refuse_dependent(X, rational.RANK)
    mean = X @ plain.by_svd(X, Y.mean(axis=1))
    F = np.array([X @ plain.by_svd(X, y) for y in Y.T])
    return np.mean((mean - f) ** 2), np.mean((F - mean) ** 2), np.mean((F - f) ** 2)


ALTERNATIVES = {
    "bootstrap_ols": {
        "QR": after(refuse, resampled_by(plain.by_qr)),
        "counts for weights": after(refuse, with_counts),
    },
    "bias_variance": {
        "the hat matrix": with_the_hat,
        "the fit of the mean": from_the_mean,
    },
}
