"""The weighted normal equations over the rationals, where no root is taken, rounded once."""

import numpy as np

from dojo.spec import kata, rational
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.refusals import InvalidParameter, RankDeficient, after

plain = kata("ols_normal_equations").oracle

# ------------------------------------------------------------------ the truth


def wls(X, y, v):
    refuse(X, y, v)
    weighted, v = weigh(X, v)
    X, y = rational.exact(X), rational.exact(y)
    G = rational.matmul(rational.transpose(weighted), X)
    w = rational.solve(G, rational.matvec(rational.transpose(weighted), y))
    r = rational.residual(X, y, w)
    return rational.rounded(w), float(sum(a * b * b for a, b in zip(v, r, strict=True)))


def weigh(X, v):
    """VX and v, exactly."""
    X, v = rational.exact(X), rational.exact(v)
    return [[a * x for x in row] for a, row in zip(v, X, strict=True)], v


def gram(X, v):
    """XᵀVX, exactly."""
    return rational.matmul(rational.transpose(weigh(X, v)[0]), rational.exact(X))


def refuse(X, y, v):
    if np.min(v) < 0:
        raise InvalidParameter("a weight is negative")
    if np.count_nonzero(v) < X.shape[1]:
        raise RankDeficient("fewer rows have weight than there are columns")
    if min(rational.pivot_ratios(gram(X, v))) <= rational.RANK:
        raise RankDeficient("the columns are dependent where there is weight")


# ------------------------------------------------------------------ certificates


def certify(X, y, v, w, sse):
    """XᵀV(y − Xw) = 0, and sse is the sum at w: a perfect fit leaves what rounding leaves."""
    s, r = np.sqrt(v), y - X @ w
    scale = np.abs(y) + np.abs(X) @ np.abs(w)
    if abs(sse - v @ r**2) > 1e-10 * (v @ r**2) + 1e-24 * (v @ scale**2):
        return f"sse is {sse:.17g}, but Σ vᵢrᵢ² is {v @ r**2:.17g} at this w."
    return orthogonal_residual(s[:, None] * X, s * y, w)


CERTIFICATES = {"wls": certify}


def well_posed(X, y, v):
    if np.min(v) < 0 or np.count_nonzero(v) < X.shape[1]:
        return ""
    return rational.near_the_rank_test(gram(X, v))


WELL_POSED = {"wls": well_posed}

# ------------------------------------------------------------------ other valid ways


def with_roots(solve):
    """A way to do least squares, for the rows √vᵢxᵢ and √vᵢyᵢ."""

    def program(X, y, v):
        s = np.sqrt(v)
        w = solve(s[:, None] * X, s * y)
        return w, np.sum((s * (y - X @ w)) ** 2)

    return after(refuse, program)


def without_roots(X, y, v):
    """XᵀVX and XᵀVy as they stand in the normal equations."""
    w = plain.definite_solve(X.T @ (v[:, None] * X), X.T @ (v * y))
    return w, v @ (y - X @ w) ** 2


def heaviest_first(X, y, v):
    """The rows in the order of their weights, those without one left out."""
    order = np.argsort(-v)[: np.count_nonzero(v)]
    return without_roots(X[order], y[order], v[order])


ALTERNATIVES = {
    "wls": {
        "QR of √V X": with_roots(plain.by_qr),
        "SVD of √V X": with_roots(plain.by_svd),
        "row by row": with_roots(plain.row_by_row),
        "XᵀVX without roots": after(refuse, without_roots),
        "the heaviest rows first": after(refuse, heaviest_first),
    },
}
