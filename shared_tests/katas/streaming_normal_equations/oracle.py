"""Moments over the rationals, by way of raw sums, which cannot cancel there; rounded once."""

from fractions import Fraction

import numpy as np

from dojo.spec import kata, rational
from dojo.spec.certificates import symmetric
from dojo.spec.designs import decimals, uniform, with_target
from dojo.spec.refusals import InvalidParameter, RankDeficient, after

plus_diagonal = kata("ridge").oracle.plus_diagonal

# ------------------------------------------------------------------ the truth


def moments(X, y):
    """Σaaᵀ − n m mᵀ: the textbook formula is the other road."""
    A = rational.exact(np.column_stack([X, y]))
    total = [sum(column) for column in rational.transpose(A)]
    return from_sums(len(A), total, rational.gram(A))


def merge(na, mean_a, S_a, nb, mean_b, S_b):
    """Back to Σa and Σaaᵀ, which simply add, and to the moments of the whole."""
    check_counts(na, mean_a, S_a, nb, mean_b, S_b)
    q = len(mean_a)
    n, total, squares = 0, [Fraction(0)] * q, [[Fraction(0)] * q for _ in range(q)]
    for count, mean, S in [(na, mean_a, S_a), (nb, mean_b, S_b)]:
        if count:
            n, mean, S = n + count, rational.exact(mean), rational.exact(S)
            total = [t + count * m for t, m in zip(total, mean, strict=True)]
            raw = added(S, outer(mean, mean), count)
            squares = added(squares, raw, 1)
    return from_sums(n, total, squares) if n else (0, np.zeros(q), np.zeros((q, q)))


def solve_moments(n, mean, S, lam):
    check(n, mean, S, lam)
    w = solution(n, S, lam)
    mean, S, v = rational.exact(mean), rational.exact(S), [-c for c in w] + [1]
    b = mean[-1] - rational.dot(mean[:-1], w)
    sse = rational.dot(v, rational.matvec(S, v))
    return rational.rounded(w), rational.rounded(b), rational.rounded(sse)


def from_sums(n, total, squares):
    S = added(squares, outer(total, total), Fraction(-1, n))
    return n, rational.rounded([t / n for t in total]), rational.rounded(S)


def outer(a, b):
    return [[s * t for t in b] for s in a]


def added(A, B, c):
    """A + cB"""
    rows = zip(A, B, strict=True)
    return [[s + c * t for s, t in zip(a, b, strict=True)] for a, b in rows]


def penalised(n, S, lam):
    """S_xx + nλI, exactly."""
    return plus_diagonal(rational.exact(S[:-1, :-1]), n * Fraction(lam))


def solution(n, S, lam):
    return rational.solve(penalised(n, S, lam), rational.exact(S[:-1, -1]))


def check_counts(na, mean_a, S_a, nb, mean_b, S_b):
    if na < 0 or nb < 0:
        raise InvalidParameter("a count is negative")


def check(n, mean, S, lam):
    if n < 1 or lam < 0:
        raise InvalidParameter("n or lam is too small")
    if lam == 0 and n < len(mean):
        raise RankDeficient("fewer rows than coefficients")
    if min(rational.pivot_ratios(penalised(n, S, lam)), default=1) <= rational.RANK:
        raise RankDeficient("the columns are dependent")


# ------------------------------------------------------------------ what the draws are made of


def far(rng, n, p):
    """Columns near 10⁶ and −10⁶, and a target near 10⁷."""
    drawn = with_target(rng, uniform(rng, n, p))
    drawn["X"] += 1e6 * np.resize([1, -1], p)
    return drawn | {"y": drawn["y"] + 1e7}


def part(letter, X, y, shift=0.0):
    n, mean, S = moments(X, y)
    return {
        f"n{letter}": n,
        f"mean_{letter}": decimals(mean + shift),
        f"S_{letter}": decimals(S, 8),
    }


def parts(rng, na, nb, p, shift_a=0.0, shift_b=0.0):
    """The moments of two drawn parts, whose means are moved by so much."""
    a, b = (with_target(rng, uniform(rng, n, p)) for n in (na, nb))
    return part("a", **a, shift=shift_a) | part("b", **b, shift=shift_b)


def summary(rng, X, lam, shift=0.0):
    """The moments of X and a target, and a penalty."""
    drawn = part("", **with_target(rng, X), shift=shift)
    return {"n": drawn["n"], "mean": drawn["mean_"], "S": drawn["S_"], "lam": lam}


# ------------------------------------------------------------------ certificates


def certify_solution(n, mean, S, lam, w, b, sse):
    """(S_xx + nλI)w = S_xy, up to rounding."""
    A, c = S[:-1, :-1] + n * lam * np.eye(len(w)), S[:-1, -1]
    scale = np.sqrt(np.diag(A))
    size = scale * (np.sqrt(S[-1, -1]) + scale @ np.abs(w))
    off = np.max(np.abs(A @ w - c) / np.where(size > 0, size, 1), initial=0)
    if off > 1e-12:
        return f"(S_xx + nλI)w differs from S_xy by {off:.1e} of its scale."
    return ""


CERTIFICATES = {
    "moments": lambda X, y, n, mean, S: symmetric("S", S, 1e-12),
    "solve_moments": certify_solution,
}


def well_posed(n, mean, S, lam):
    """S comes from data, and no pivot is near the limit; with a penalty none is below it."""
    if n < 1 or lam < 0 or (lam == 0 and n < len(mean)):
        return ""
    if np.any(S != S.T) or np.linalg.eigvalsh(S)[0] < -1e-9 * np.abs(S).max():
        return "S is not of data: not symmetric, or with a negative square"
    margin = (-np.inf, rational.MARGIN[1]) if lam else rational.MARGIN
    return rational.near_the_rank_test(penalised(n, S, lam), margin)


WELL_POSED = {"solve_moments": well_posed}

# ------------------------------------------------------------------ other valid ways


def welford(X, y):
    """One row after the other."""
    A = np.column_stack([X, y])
    mean, S = 0 * A[0], 0 * np.outer(A[0], A[0])
    for k, a in enumerate(A, start=1):
        delta = a - mean
        mean = mean + delta / k
        S += np.outer(delta, a - mean)
    return len(A), mean, (S + S.T) / 2


def by_halves(X, y):
    """A tree of chunks of one row."""
    if len(y) == 1:
        mean = np.append(X[0], y)
        return 1, mean, 0 * np.outer(mean, mean)
    h = len(y) // 2
    return weighted(*by_halves(X[:h], y[:h]), *by_halves(X[h:], y[h:]))


def weighted(na, mean_a, S_a, nb, mean_b, S_b):
    """The sums of products about the new mean, part by part."""
    n = na + nb
    if not n:
        return 0, 0 * mean_a, 0 * S_a
    if not na or not nb:
        return (na, mean_a, S_a) if na else (nb, mean_b, S_b)
    mean = mean_a * (na / n) + mean_b * (nb / n)
    a, b = mean_a - mean, mean_b - mean
    return n, mean, S_a + S_b + na * np.outer(a, a) + nb * np.outer(b, b)


def solved(solve):
    def program(n, mean, S, lam):
        w = solve(S[:-1, :-1] + n * lam * np.eye(len(mean) - 1), S[:-1, -1])
        # vᵀSv with the terms of the penalty taken out
        sse = S[-1, -1] - w @ S[:-1, -1] - n * lam * (w @ w)
        return w, mean[-1] - mean[:-1] @ w, sse

    return after(check, program)


def by_eigenvectors(A, c):
    d = np.sqrt(np.diag(A))
    values, V = np.linalg.eigh(A / np.outer(d, d))
    return V @ (V.T @ (c / d) / values) / d


ALTERNATIVES = {
    "moments": {"row by row (Welford)": welford, "a tree of rows": by_halves},
    "merge": {
        "products about the new mean": after(check_counts, weighted),
        "the other part first": after(
            check_counts, lambda *s: weighted(*s[3:], *s[:3])
        ),
    },
    "solve_moments": {
        "elimination": solved(np.linalg.solve),
        "eigenvectors": solved(by_eigenvectors),
    },
}
