"""The normal equations over the rationals, where they lose nothing, rounded once."""

import numpy as np
import scipy.linalg

from dojo.spec import rational
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.rational import refuse_wide
from dojo.spec.refusals import RankDeficient

# ------------------------------------------------------------------ the truth


def ols_qr(X, y):
    rational.refuse_dependent(X, rational.QR_RANK)
    X, y = rational.exact(X), rational.exact(y)
    w = rational.solve(rational.gram(X), rational.matvec(rational.transpose(X), y))
    r = [a - b for a, b in zip(y, rational.matvec(X, w), strict=True)]
    return rational.rounded(w), float(rational.dot(r, r))


# ------------------------------------------------------------------ a second route, in float64


def refusing(solve):
    """A way to solve, behind the refusal."""

    def solve_or_refuse(X, y):
        rational.refuse_dependent(X, rational.QR_RANK)
        return solve(X, y)

    return solve_or_refuse


def with_residual(solve):
    """A way to find w, and sse from the residual."""

    def program(X, y):
        w = solve(X, y)
        r = y - X @ w
        return w, r @ r

    return program


# ------------------------------------------------------------------ certificates


CERTIFICATES = {"ols_qr": lambda X, y, w, sse: orthogonal_residual(X, y, w)}


def well_posed(X, y):
    return rational.near_the_rank_test(
        rational.gram(rational.exact(X)), rational.QR_MARGIN
    )


WELL_POSED = {"ols_qr": well_posed}

# ------------------------------------------------------------------ the usual mistakes


def relative(r, x):
    return abs(r) <= 1e-12 * np.linalg.norm(x)


def triangular_form(X):
    """The unit vectors vⱼ and R, refused where rⱼⱼ is small beside the column."""
    refuse_wide(X)
    R, V = X.copy(), []
    for j in range(min(X.shape)):
        v = np.append(np.zeros(j), R[j:, j])
        r = -np.copysign(np.linalg.norm(v), v[j] or 1.0)
        if relative(r, X[:, j]):
            raise RankDeficient(f"r[{j}, {j}] is {r}")
        v[j] -= r
        v /= np.linalg.norm(v) or 1.0
        V.append(v)
        R -= 2 * np.outer(v, v @ R)
        R[j, j], R[j + 1 :, j] = r, 0
    return V, R[: X.shape[1]]


def reflected(V, y):
    for v in V:
        y = y - 2 * v * (v @ y)
    return y


def by_reflections(X, y, **how):
    V, R = triangular_form(X, **how)
    z, p = reflected(V, y), X.shape[1]
    return minimum_norm(R, z[:p]), z[p:] @ z[p:]


def minimum_norm(X, y):
    """With columns of length 1, where there is a column; a triangular system is only solved."""
    if len(X) == X.shape[1] and np.diag(X).all():
        return scipy.linalg.solve_triangular(X, y)
    length = np.linalg.norm(X, axis=0)
    length[length == 0] = 1
    return np.linalg.lstsq(X / length, y)[0] / length


# ------------------------------------------------------------------ other valid ways


def thin(X, y):
    """w = R⁻¹Qᵀy, and sse from what Q does not reach."""
    Q, R = np.linalg.qr(X)
    z = Q.T @ y
    rest = y - Q @ z
    return scipy.linalg.solve_triangular(R, z), rest @ rest


def pivoted(X, y):
    """The longest remaining column first."""
    Q, R, order = scipy.linalg.qr(X / np.linalg.norm(X, axis=0), pivoting=True)
    z, p, w = Q.T @ y, X.shape[1], np.empty(X.shape[1])
    w[order] = scipy.linalg.solve_triangular(R[:p], z[:p])
    return w / np.linalg.norm(X, axis=0), z[p:] @ z[p:]


def row_by_row(X, y):
    """Givens rotations: every new row of [X y] is rotated into the triangle."""
    p = X.shape[1]
    R, sse = np.zeros((p, p + 1)), 0.0
    for row in np.column_stack([X, y]):
        for j in range(p):
            r = np.hypot(R[j, j], row[j])
            if r:
                c, s = R[j, j] / r, row[j] / r
                R[j], row = c * R[j] + s * row, c * row - s * R[j]
        sse += row[p] ** 2
    return scipy.linalg.solve_triangular(R[:, :p], R[:, p]), sse


def by_svd(X, y):
    length = np.linalg.norm(X, axis=0)
    return np.linalg.lstsq(X / length, y)[0] / length


ALTERNATIVES = {
    "ols_qr": {
        "reflections": by_reflections,
        "thin QR": refusing(thin),
        "column pivoting": refusing(pivoted),
        "Givens rotations, row by row": refusing(row_by_row),
        "SVD of columns of length 1": refusing(with_residual(by_svd)),
    },
}
