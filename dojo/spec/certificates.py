"""Certificates: properties that an answer has whatever algorithm found it. Each returns "" or one sentence.

The thresholds leave a factor of 40 and more above what correct float64 programs showed on 300 random designs with
condition numbers up to 1e4 and columns scaled from 1e-3 to 1e3.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

Value = Callable[[np.ndarray], float]


def triangular(name: str, T: np.ndarray, lower: bool = True) -> str:
    """The other triangle is exactly 0."""
    other = np.triu(T, 1) if lower else np.tril(T, -1)
    if not other.any():
        return ""
    return f"{name} is not {'lower' if lower else 'upper'} triangular: an entry on the other side is {_largest(other):.3g}."


def reconstructs(
    name: str, A: np.ndarray, product: str, P: np.ndarray, tau: float = 1e-13
) -> str:
    """max|A − P| ≤ τ · max|A| · (number of columns)."""
    error, allowed = np.max(np.abs(A - P)), tau * np.max(np.abs(A)) * A.shape[1]
    return (
        ""
        if error <= allowed
        else f"{product} differs from {name} by {error:.3g}, allowed {allowed:.3g}."
    )


def symmetric(name: str, M: np.ndarray, tau: float = 0.0) -> str:
    """max|M − Mᵀ| ≤ τ · max|M|; bitwise for τ = 0."""
    error, allowed = np.max(np.abs(M - M.T)), tau * np.max(np.abs(M))
    return (
        ""
        if error <= allowed
        else f"{name} is not symmetric: {name} − {name}ᵀ has an entry of {error:.3g}."
    )


def orthonormal(name: str, Q: np.ndarray, tau: float = 1e-13) -> str:
    """max|QᵀQ − I| ≤ τ: the columns have length 1 and stand at right angles."""
    error = np.max(np.abs(Q.T @ Q - np.eye(Q.shape[1])), initial=0.0)
    return (
        ""
        if error <= tau
        else f"the columns of {name} are not orthonormal: {name}ᵀ{name} − I has an entry of {error:.3g}, allowed {tau:g}."
    )


def orthogonal_residual(
    X: np.ndarray, y: np.ndarray, w: np.ndarray, tau: float = 1e-12
) -> str:
    """|xⱼᵀ(y − Xw)| ≤ τ ‖xⱼ‖ (‖y‖ + Σₖ ‖xₖ‖|wₖ|) for every column j: the normal equations.

    Independent of the units of the columns, as the backward errors of Cholesky and QR are.
    """
    r = y - X @ w
    lengths = np.linalg.norm(X, axis=0)
    scale = lengths * (np.linalg.norm(y) + lengths @ np.abs(w))
    excess = np.abs(X.T @ r) / np.where(scale > 0, scale, 1)
    j = int(np.argmax(excess))
    if excess[j] <= tau:
        return ""
    return (
        f"the residual is not orthogonal to column {j} of X: |xⱼᵀr| is {excess[j]:.1e} "
        f"of its scale, allowed {tau:g}."
    )


def stationary(
    gradient: np.ndarray, gradient_at_zero: np.ndarray, tau: float = 1e-8
) -> str:
    """‖∇J(w)‖∞ ≤ τ ‖∇J(0)‖∞."""
    size, scale = np.max(np.abs(gradient)), np.max(np.abs(gradient_at_zero))
    allowed = tau * max(scale, np.finfo(float).tiny)
    return (
        ""
        if size <= allowed
        else f"the gradient there is {size:.3g}, not 0 (allowed {allowed:.3g}): no minimum."
    )


def l1_stationary(w: np.ndarray, g: np.ndarray, level: float, tau: float = 1e-6) -> str:
    """−gⱼ/λ is sign wⱼ where wⱼ ≠ 0, and at most 1 in size where wⱼ = 0, within τ:
    the minimum of a smooth function with the gradient g, plus λ‖w‖₁."""
    slopes = -g / level
    wrong = np.where(w == 0, np.abs(slopes) - 1, np.abs(slopes - np.sign(w)))
    j = int(np.argmax(wrong))
    if wrong[j] <= tau:
        return ""
    state = "0" if w[j] == 0 else f"{w[j]:.4g}"
    return (
        f"w[{j}] is {state}, but −gⱼ/λ is {slopes[j]:.7g} there, "
        "with the gradient g of the smooth part and the weight λ of ‖w‖₁."
    )


def non_increasing(
    name: str, history: np.ndarray, because: str = "although the step is at most 1/L"
) -> str:
    """hₖ₊₁ ≤ hₖ + 1e-12 · |h₀|: where the history levels off, rounding decides."""
    h = np.asarray(history)
    rises = np.flatnonzero(h[1:] > h[:-1] + 1e-12 * np.abs(h[0]))
    return f"{name} rises at step {rises[0] + 1} {because}." if rises.size else ""


def gradient_of(f: Value, w: np.ndarray, g: np.ndarray, tau: float = 1e-6) -> str:
    """g agrees with central differences of f at w, relative to max|g|.

    (8 Δ(h) − Δ(2h)) / 12h with Δ(h) = f(w + h) − f(w − h): the error is O(h⁴), where that of Δ(h)/2h is O(h²).
    """

    def rise(e: np.ndarray) -> float:
        return f(w + e) - f(w - e)

    h = 1e-6 * np.maximum(1, np.abs(w))
    numeric = np.array(
        [(8 * rise(e) - rise(2 * e)) / (12 * e.sum()) for e in np.diag(h)]
    )
    error, allowed = (
        np.abs(g - numeric),
        tau * max(np.max(np.abs(numeric)), np.finfo(float).tiny),
    )
    j = int(np.argmax(error))
    return (
        ""
        if error[j] <= allowed
        else f"g[{j}] is {g[j]:.6g} but differences of f say {numeric[j]:.6g}."
    )


def gradient_of_residuals(
    f: Value, X: np.ndarray, y: np.ndarray, w: np.ndarray, g: np.ndarray
) -> str:
    """The gradient of an f(w) that depends on Xw − y. Where its terms cancel, the differences of f are
    rounding errors and say nothing."""
    scale = np.abs(X).T @ (np.abs(X @ w) + np.abs(y)) / len(y)
    cancels = np.max(np.abs(g)) < 1e-3 * np.max(scale)
    return "" if cancels else gradient_of(f, w, g)


def gradient_of_scores(
    J: Value, theta: np.ndarray, g: np.ndarray, X: np.ndarray, Z: np.ndarray
) -> str:
    """The gradient of a J(θ) that depends on the scores Z = [X 1]θ: differences which move no score
    by more than 3e-5. Where the gradient is small beside J and Z, those are rounding errors and say nothing."""
    unit = 30 / np.append(np.abs(X).max(axis=0), 1)
    unit = unit.reshape(-1, *[1] * (theta.ndim - 1))
    if np.max(np.abs(unit * g)) < 3e-3 * (J(theta) + np.max(Z)):
        return ""

    def f(d: np.ndarray) -> float:
        return J(theta + unit * d.reshape(theta.shape))

    return gradient_of(f, np.zeros(g.size), (unit * g).ravel())


def adds_up(
    name: str, A: np.ndarray, total: Any, scale: Any, tau: float = 1e-12
) -> str:
    """|Σₖ aₖ − total| ≤ τ · scale, for a vector or for every row of a matrix."""
    excess = np.abs(A.sum(axis=-1) - total) - tau * scale
    if np.max(excess) <= 0:
        return ""
    return f"{name} sums to something else over its last index: off by {np.max(excess):.3g} and more."


def _largest(A: np.ndarray) -> float:
    return A.flat[np.argmax(np.abs(A))]
