"""The normal equations over the rationals, where they lose nothing, rounded once."""

import numpy as np
import scipy.linalg

from dojo.spec import kata, rational
from dojo.spec.certificates import orthogonal_residual
from dojo.spec.refusals import after

householder = kata("householder_qr").oracle
by_svd = kata("ols_normal_equations").oracle.by_svd

# ------------------------------------------------------------------ the truth


def ols_qr(X, y):
    refuse(X, y)
    X, y = rational.exact(X), rational.exact(y)
    w = rational.least_squares(X, y)
    r = rational.residual(X, y, w)
    return rational.rounded(w), float(rational.dot(r, r))


def refuse(X, y):
    rational.refuse_dependent(X, rational.QR_RANK)


# ------------------------------------------------------------------ certificates


CERTIFICATES = {"ols_qr": lambda X, y, w, sse: orthogonal_residual(X, y, w)}


WELL_POSED = {"ols_qr": lambda X, y: rational.nearly_dependent(X, rational.QR_MARGIN)}

# ------------------------------------------------------------------ other valid ways


def by_reflections(X, y):
    """The only one that finds out by itself where to refuse."""
    V, R = householder.triangular_form(X)
    z, p = householder.apply(V, y), X.shape[1]
    return scipy.linalg.solve_triangular(R, z[:p]), z[p:] @ z[p:]


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


def with_residual(solve):
    """A way to find w, and sse from the residual."""

    def program(X, y):
        w = solve(X, y)
        return w, np.sum((y - X @ w) ** 2)

    return program


ALTERNATIVES = {
    "ols_qr": {
        "reflections": by_reflections,
        "thin QR": after(refuse, thin),
        "column pivoting": after(refuse, pivoted),
        "Givens rotations, row by row": after(refuse, row_by_row),
        "SVD of columns of length 1": after(refuse, with_residual(by_svd)),
    },
}
