"""Exact arithmetic for oracles: float64 inputs are rationals, so whatever is linear can be solved without error.

Matrices are lists of rows of Fractions. Results are rounded once, at the end, by `rounded`.
"""

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from dojo.spec.refusals import RankDeficient

Vector = list[Fraction]
Matrix = list[list[Fraction]]


def exact(values: Any) -> Any:
    """The Fractions that these float64 numbers are."""
    array = np.asarray(values)
    if not array.ndim:
        return Fraction(array.item())
    return (
        [exact(row) for row in array]
        if array.ndim > 1
        else [Fraction(v) for v in array.tolist()]
    )


def rounded(values: Any) -> Any:
    """The nearest float64 to each Fraction."""
    if isinstance(values, (Fraction, int)):
        return float(values)
    return np.array([rounded(v) for v in values])


def precise(fraction: Fraction) -> Any:
    """This Fraction as a number of mpmath, with the digits that hold there."""
    return mpmath.mpf(fraction.numerator) / fraction.denominator


def root(fraction: Fraction) -> Any:
    """Its square root with 50 digits."""
    with mpmath.workdps(50):
        return mpmath.sqrt(precise(fraction))


def to_13_digits(values: Any) -> np.ndarray:
    """What extended precision is sure of: its rounding errors do not reach them, whatever its exp and log are."""
    return np.vectorize(lambda v: float(f"{v:.12e}"), otypes=[float])(values)


def dot(x: Vector, y: Vector) -> Fraction:
    return sum((a * b for a, b in zip(x, y, strict=True)), Fraction(0))


def transpose(A: Matrix) -> Matrix:
    return [list(column) for column in zip(*A, strict=True)]


def matvec(A: Matrix, x: Vector) -> Vector:
    return [dot(row, x) for row in A]


def matmul(A: Matrix, B: Matrix) -> Matrix:
    return [[dot(row, column) for column in transpose(B)] for row in A]


def gram(X: Matrix) -> Matrix:
    columns = transpose(X)
    return [[dot(a, b) for b in columns] for a in columns]


def solve(A: Matrix, b: Vector) -> Vector:
    """x with A x = b, by Gauss–Jordan elimination; ZeroDivisionError where A is singular."""
    rows = [[*row, value] for row, value in zip(A, b, strict=True)]
    n = len(rows)
    for j in range(n):
        pivot = next((i for i in range(j, n) if rows[i][j]), None)
        if pivot is None:
            raise ZeroDivisionError(f"pivot {j} is 0")
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [v / rows[j][j] for v in rows[j]]
        for i in range(n):
            if i != j and rows[i][j]:
                factor = rows[i][j]
                rows[i] = [
                    v - factor * w for v, w in zip(rows[i], rows[j], strict=True)
                ]
    return [row[n] for row in rows]


def least_squares(X: Matrix, y: Vector) -> Vector:
    """The solution of the normal equations XᵀX w = Xᵀy."""
    return solve(gram(X), matvec(transpose(X), y))


def residual(X: Matrix, y: Vector, w: Vector) -> Vector:
    """y − Xw"""
    return [t - s for t, s in zip(y, matvec(X, w), strict=True)]


def centred(X: Matrix) -> tuple[Matrix, Vector]:
    """(X − 1 x̄ᵀ, x̄) for a matrix of Fractions."""
    means = [sum(column, Fraction(0)) / len(column) for column in transpose(X)]
    return [[v - m for v, m in zip(row, means, strict=True)] for row in X], means


def pivot_ratios(G: Matrix) -> Vector:
    """dⱼ/gⱼⱼ of the Cholesky factorisation of G, where dⱼ is the j-th pivot: sin² of an angle when G is a Gram matrix.

    Stops after the first pivot that is not positive, as a Cholesky factorisation does.
    """
    S = [list(row) for row in G]
    ratios = []
    for j in range(len(S)):
        ratios.append(S[j][j] / G[j][j] if G[j][j] else Fraction(0))
        if S[j][j] <= 0:
            break
        for i in range(j + 1, len(S)):
            factor = S[i][j] / S[j][j]
            S[i] = [v - factor * w for v, w in zip(S[i], S[j], strict=True)]
    return ratios


# The rank test of every Cholesky here is dⱼ ≤ 10⁻¹² gⱼⱼ; a fixture must not come near it from either side.
RANK, MARGIN = 1e-12, (5e-14, 1e-10)

# That of every QR is |rⱼⱼ| ≤ 10⁻¹² ‖xⱼ‖, and (rⱼⱼ/‖xⱼ‖)² = dⱼ/gⱼⱼ with G = XᵀX: sines from 1e-14 to 1e-9.
QR_RANK, QR_MARGIN = 1e-24, (1e-28, 1e-18)


def refuse_wide(X: np.ndarray) -> None:
    """RankDeficient where X has more columns than rows."""
    n, p = X.shape
    if n < p:
        raise RankDeficient(f"{p} columns of length {n} are dependent")


def refuse_dependent(X: np.ndarray, rank: float) -> None:
    """RankDeficient where a pivot ratio of XᵀX is at most `rank`: RANK or QR_RANK."""
    refuse_wide(X)
    if min(pivot_ratios(gram(exact(X)))) <= rank:
        raise RankDeficient("the columns are dependent")


def near_the_rank_test(G: Matrix, margin: tuple[float, float] = MARGIN) -> str:
    """A sentence if a pivot of G is so small that two correct programs may disagree about it, else ""."""
    low, high = margin
    close = [float(r) for r in pivot_ratios(G) if low < r < high]
    return (
        f"a pivot ratio is {close[0]:.1e}, between {low:g} and {high:g}"
        if close
        else ""
    )


def nearly_dependent(X: np.ndarray, margin: tuple[float, float] = MARGIN) -> str:
    """The same of the columns of X."""
    return near_the_rank_test(gram(exact(X)), margin)
