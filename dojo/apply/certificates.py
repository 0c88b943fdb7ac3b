"""How far an answer is from the optimum, without an answer key: 0 there, and free of units.

All take the prepared X (n×p), the target, a fitted estimator, λ and the share of ‖w‖₁ in the penalty.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import lsq_linear

CLOSED, ITERATED = 1e-9, 1e-6  # allowed of what is solved, and of what is approached


@dataclass(frozen=True)
class Certificate:
    """A number that is 0 at the optimum, how large it may be, and what it is."""

    value: float
    allowed: float
    what: str

    @property
    def holds(self) -> bool:
        return bool(self.value <= self.allowed)

    def __str__(self) -> str:
        if not np.isfinite(self.allowed):
            return f"{self.what}."
        verdict = "this is the optimum" if self.holds else "this is NOT the optimum"
        return (
            f"{self.what} is {self.value:.1e} (allowed {self.allowed:.0e}): {verdict}."
        )


def squares(
    X: np.ndarray, y: np.ndarray, fitted: Any, lam: float, share: float
) -> Certificate:
    """The largest |gradient| entry of the penalised squares, relative to the size of its parts."""
    w, r = fitted.coef_, y - fitted.predict(X)
    n = len(y)
    A = np.column_stack([np.ones(n), X])
    slopes = np.append(0.0, lam * w)
    lengths = np.linalg.norm(A, axis=0)
    # a residual that is rounding error has no direction
    size = max(np.linalg.norm(r), 1e-4 * np.linalg.norm(y - y.mean()), 1e-300)
    value = np.abs(A.T @ r / n - slopes) / (lengths * size / n + np.abs(slopes))
    words = (
        "The largest cosine between the residual and a column"
        if not lam
        else "The gradient, relative to its parts,"
    )
    return Certificate(float(value.max()), CLOSED, words)


def evidence(
    X: np.ndarray, y: np.ndarray, fitted: Any, lam: float, share: float
) -> Certificate:
    """The gradient of the penalised squares, and that of the evidence in the logarithms of both precisions, per row."""
    n, weights, noise = len(y), fitted.lambda_, fitted.alpha_
    w, r = fitted.coef_, y - fitted.predict(X)
    d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2
    gamma = np.sum(noise * d / (noise * d + weights))
    moved = max(abs(gamma - weights * (w @ w)), abs(n - gamma - noise * (r @ r))) / n
    inner = squares(X, y, fitted, weights / (noise * n), share)
    return Certificate(
        max(float(moved), inner.value),
        ITERATED,
        "The gradient of the evidence, per row,",
    )


def gap(
    X: np.ndarray, y: np.ndarray, fitted: Any, lam: float, share: float
) -> Certificate:
    """The duality gap of the elastic net, relative to the value at w = 0."""
    w = fitted.coef_
    n = len(y)
    Z, v = X - X.mean(axis=0), y - y.mean()
    r = y - fitted.predict(X)
    r = r - r.mean()
    l1, l2 = lam * share, lam * (1 - share)
    # the penalty on ‖w‖² is √(n·l2)·I below Z, and 0 below y
    slopes = Z.T @ r / n - l2 * w
    s = min(1.0, l1 / max(float(np.abs(slopes).max()), 1e-300))
    primal = (r @ r) / (2 * n) + l1 * np.abs(w).sum() + l2 / 2 * (w @ w)
    dual = s * (v @ r) / n - s**2 / 2 * ((r @ r) / n + l2 * (w @ w))
    zero = max((v @ v) / (2 * n), 1e-300)
    shift = abs(float((y - fitted.predict(X)).mean())) / max(np.sqrt(2 * zero), 1e-300)
    return Certificate(
        max(float((primal - dual) / zero), shift, 0.0),
        ITERATED,
        "The duality gap, relative to the value at 0,",
    )


def pulls(
    X: np.ndarray, y: np.ndarray, fitted: Any, lam: float, share: float
) -> Certificate:
    """The largest pull of a column on Huber's fit, relative to its parts."""
    r, delta = y - fitted.predict(X), fitted.epsilon * fitted.scale_
    A, slopes = np.column_stack([np.ones(len(y)), X]), np.clip(r, -delta, delta)
    parts = np.maximum(np.abs(A).T @ np.abs(slopes), 1e-300)
    value = np.max(np.abs(A.T @ slopes) / parts)
    return Certificate(
        float(value), ITERATED, "The pull of a column, relative to its parts,"
    )


def multipliers(
    X: np.ndarray, y: np.ndarray, fitted: Any, lam: float, share: float
) -> Certificate:
    """What the rows that are met cannot hold of the pull of the others, with forces from τ − 1 to τ."""
    r, tau = y - fitted.predict(X), fitted.quantile
    A = np.column_stack([np.ones(len(y)), X])
    A = A / np.maximum(np.abs(A).sum(axis=0), 1e-300)
    met = np.abs(r) <= 1e-6 * np.abs(r).mean() + 1e-12 * np.abs(y).max()
    pull = A[~met].T @ np.where(r > 0, tau, tau - 1)[~met]
    if met.any():
        pull = pull + A[met].T @ lsq_linear(A[met].T, -pull, (tau - 1, tau)).x
    return Certificate(
        float(np.abs(pull).max()),
        ITERATED,
        "The pull that no multiplier holds, relative to that of all rows,",
    )


def log_loss(
    X: np.ndarray, y: np.ndarray, fitted: Any, lam: float, share: float
) -> Certificate:
    """The largest slope that leads down from the penalised log loss, relative to that at 0."""
    Y = (y[:, None] == fitted.classes_[None, :]).astype(float)
    A = np.column_stack([np.ones(len(y)), X])
    binary = len(fitted.classes_) == 2 and fitted.coef_.shape[0] == 1
    P = fitted.predict_proba(X)
    W = np.vstack([np.zeros(fitted.coef_.shape[0]), fitted.coef_.T])
    if binary:
        P, Y = P[:, 1:], Y[:, 1:]
    slope = A.T @ (P - Y) / len(y) + lam * (1 - share) * W
    # the penalty on |W| holds a weight of 0 up to its size; the intercept has none
    level = np.where(np.arange(len(W)) > 0, lam * share, 0.0)[:, None]
    held = np.maximum(np.abs(slope) - level, 0)
    there = np.where(W == 0, held, slope + level * np.sign(W))
    start = A.T @ (Y.mean(axis=0) - Y) / len(y)
    scale = max(float(np.abs(start).max()), 1e-300)
    return Certificate(
        float(np.abs(there).max()) / scale,
        ITERATED,
        "The gradient, relative to that of the class shares,",
    )


def none(
    X: np.ndarray, y: np.ndarray, fitted: Any, lam: float, share: float
) -> Certificate:
    """A network has many minima: nothing certifies the best one."""
    return Certificate(
        0.0,
        np.inf,
        "No certificate: a network has many minima, and this is one place it came to",
    )
